// SPDX-License-Identifier: MIT
// The plugin's plugin: any character driver as a file. Without a driver, the session itself is the file.

using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>dev: a character device.</summary>
    /// <remarks>
    /// dev NAME
    ///   service: SERVICE         required: what the device is reached by, such as Bus, Terminal, Tpm
    ///   label: LABEL             of that session; empty unless it is set
    ///   driver: DRIVER           over a session that is a device on a bus; none unless it is set
    ///   timeout_ms: 1 to 600000  most that a write and its answer, or a read over a bus, may take; 1000 unless it is set
    ///   response: BYTES          room for an answer that is read after the write, such as 4K; 4096 unless it is set
    /// </remarks>
    public sealed class DevPlugin : Plugin
    {
        private const int MaxTimeoutMs = 600_000;
        private const int MaxResponse = HidReader.MaxLength;

        private string _service = "";
        private string _label = "";
        private CharDriver _driver;
        private int _timeoutMs = 1000;
        private int _response = 4096;

        /// <inheritdoc/>
        protected override string Attribute(HidReader config)
        {
            if (HidText.Is(config.Tag, "service"))
            {
                _service = HidText.String(config.Value);
            }
            else if (HidText.Is(config.Tag, "label"))
            {
                _label = HidText.String(config.Value);
            }
            else if (HidText.Is(config.Tag, "driver"))
            {
                _driver = Mounts.Driver(HidText.String(config.Value));
                return _driver == null ? "there is no driver of this name" : "";
            }
            else if (HidText.Is(config.Tag, "timeout_ms"))
            {
                bool good = HidText.TryNumber(config.Value, 1, MaxTimeoutMs, out _timeoutMs);
                return good ? "" : "'timeout_ms' is 1 to 600000";
            }
            else if (HidText.Is(config.Tag, "response"))
            {
                bool good = HidText.TrySize(config.Value, MaxResponse, out _response) && _response != 0;
                return good ? "" : "'response' is 1 to 32767";
            }
            else
            {
                return base.Attribute(config);
            }

            return "";
        }

        /// <inheritdoc/>
        protected override string Make()
        {
            if (_service.Length == 0)
            {
                return "a device needs 'service'";
            }

            object session = Mounts.Env.Request(_service, _label);
            IBusDevice bus = session as IBusDevice;
            ICharDevice device = session as ICharDevice;
            if (_driver != null)
            {
                device = bus == null ? null : _driver.Create(bus, Mounts.Env.Wakeup());
            }

            if (device == null)
            {
                return _driver == null ? "this service gives no character device" : "this service gives no device on a bus";
            }

            bool isTransactional = _driver != null && _driver.IsTransactional;
            Made = isTransactional
                ? new TransactionalFile(Name, device, _timeoutMs, _response)
                : new StreamFile(Name, device, _timeoutMs, bus != null);
            return "";
        }
    }
}
