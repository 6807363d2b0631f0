// SPDX-License-Identifier: MIT
// A character driver free-standing, without any file system: the same drivers that the VFS hosts, each in a component of its own. Its
// clients' calls go to the driver one after the other, each whole. An instance that follows one that died begins anew: of a TPM,
// whatever command was under way is aborted.
// Secrets: what clients write and read stays in their memory, but for what the driver keeps of it. Nothing is logged.

using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="DriverBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   driver: NAME       required: one of firmware/Appliance/CharDrivers.cs
    ///   label: LABEL       of the Bus session below it; empty unless it is set
    /// </remarks>
    public sealed class DriverComponent : Component
    {
        private readonly CharDriver[] _drivers;
        private ICharDevice _device;

        public DriverComponent(CharDriver[] drivers) => _drivers = drivers;

        public override void Construct(Env env)
        {
            HidReader config = env.Config();
            string problem = Read(config, out CharDriver driver, out string label);
            if (problem.Length != 0)
            {
                env.Refuse(config, problem);
                return;
            }

            _device = driver.Create((IBusDevice)env.Request("Bus", label), env.Wakeup());
        }

        public override object Open(string service, string label) => _device;

        // Reads the node to its end; returns what is wrong where the reader stands.
        private string Read(HidReader config, out CharDriver driver, out string label)
        {
            driver = null;
            label = "";
            for (HidToken token = config.Read(); token != HidToken.NodeEnd && token != HidToken.End; token = config.Read())
            {
                if (token == HidToken.Attribute && HidText.Is(config.Tag, "driver"))
                {
                    driver = CharDriver.Find(_drivers, HidText.String(config.Value));
                    if (driver == null)
                    {
                        return "there is no driver of this name";
                    }
                }
                else if (token == HidToken.Attribute && HidText.Is(config.Tag, "label"))
                {
                    label = HidText.String(config.Value);
                }
                else
                {
                    return HidErrorWords.Unexpected(config, token);
                }
            }

            return driver == null ? "the attribute 'driver' is missing" : "";
        }
    }
}
