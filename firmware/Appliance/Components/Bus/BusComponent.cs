// SPDX-License-Identifier: MIT
// Gives devices on I2C and SPI buses to who may have them: a session's label names one of the devices of the configuration, so the routes
// decide who reaches which, and nobody reaches an address that is not listed. It moves bytes and knows nothing of what they mean.
//
// A device is one client's: two that drive one device do not know of each other, so the second is refused. What is to be shared has a
// driver or a file system above it. When the client is a new instance, what the one before had begun is over.

using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="BusBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   hold_ms: 10 to 10000   how long a transaction keeps its bus once another device asked for it; 100 unless it is set
    ///   + i2c NAME             a device; with those below, at most 16
    ///     bus: NUMBER          required
    ///     address: 8 to 0x77   required; 7 bits, without the bit for reading
    ///     clock_khz: 100, 400 or 1000    400 unless it is set
    ///     nak_retries: 0 to 100          calls repeated whose address is not acknowledged; 0 unless it is set
    ///     stretch_retries: 0 to 100      calls repeated that the controller gave up for a clock held low; 0 unless it is set
    ///     retry_delay_ms: 0 to 100       pause before each; 1 unless it is set
    ///   + spi NAME
    ///     bus: NUMBER          required
    ///     chip_select: PIN     this, held over a transaction,
    ///     line: NUMBER         or a line of the controller, which is active for one transfer only
    ///     interrupt: PIN       what the device pulls low to be looked at; after chip_select, and none unless it is set
    ///     mode: 0 to 3         0 unless it is set
    ///     clock_khz: 1 to 100000    1000 unless it is set
    ///     max_transfer: 1 to 4096   bytes that the controller moves at once; 64 unless it is set
    ///   + i2c_bus NAME         the bus itself: its statistics
    ///     bus: NUMBER          required
    ///     raw: yes             and every address that has no `i2c` here, for who may have this session
    ///   + spi_bus NAME
    ///     bus: NUMBER          required
    ///   + report               the statistics of all buses above, whenever they have changed; needs a priority
    ///     period_ms: 100 to 3600000    required
    ///     label: NAME          the component's name unless it is set
    /// </remarks>
    public sealed class BusComponent : Component
    {
        private BusTable _table;
        private BusReporter _reporter;
        private Log _log;

        public override void Construct(Env env)
        {
            _log = env.Log;
            _table = new BusTable();
            BusConfig config = new BusConfig(_table);
            HidReader reader = env.Config();
            string problem = config.Read(reader);
            if (problem.Length != 0)
            {
                _table = new BusTable();
                env.Refuse(reader, problem);
                return;
            }

            _table.CloseAddresses();
            if (config.ReportPeriodMs != 0)
            {
                _reporter = new BusReporter(env, _table, config.ReportPeriodMs, config.ReportLabel ?? env.Name);
            }
        }

        public override object Open(string service, string label)
        {
            BusEntry entry = _table.Find(SessionLabel.Last(label));
            if (entry == null)
            {
                return null;
            }

            string client = SessionLabel.Client(label);
            if (entry.Client != null && entry.Client != client)
            {
                _log.Write("'" + client + "' is refused '" + entry.Name + "', which '" + entry.Client + "' has");
                return null;
            }

            entry.Client = client;
            entry.Device.GiveUp();
            return entry.Device;
        }

        public override void Dispatch(int signals) => _reporter.Submit();
    }
}
