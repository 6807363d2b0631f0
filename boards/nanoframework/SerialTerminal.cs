// SPDX-License-Identifier: MIT
// A serial port as a character device. How often a port raises DataReceived differs from chip to chip: for each byte, for each chunk, or
// not for bytes that came while it was read. So nobody's bytes depend on it alone: a thread looks at the port as well, every few
// milliseconds, and submits the signal for as long as something is there.
//
// Must hold: a port wants arrays, so bytes are copied through one, and Read takes at most that many at once. Bound of a call: the
// caller's, for each chunk.

using System;
using System.IO.Ports;
using System.Threading;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>The line to the host.</summary>
    internal sealed class SerialTerminal : CharDevice
    {
        private const int ChunkSize = 256;
        private const int LookMs = 10;
        private const int BufferSize = 2048;

        private readonly SerialPort _port;
        private readonly byte[] _received = new byte[ChunkSize];
        private readonly byte[] _sent = new byte[ChunkSize];
        private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
        private Signal _signal;

        /// <param name="port">Its name, as the target has it: COM1, COM2 ...</param>
        /// <param name="baud">8N1.</param>
        public SerialTerminal(string port, int baud)
        {
            _port = new SerialPort(port, baud)
            {
                ReadBufferSize = BufferSize,
            };
            _port.DataReceived += OnReceived;
            _port.Open();
        }

        /// <inheritdoc/>
        public override IoStatus Notify(Signal signal)
        {
            bool isFirst = _signal == null;
            _signal = signal;
            if (isFirst)
            {
                new Thread(Watch).Start();
            }

            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            try
            {
                int ready = WaitForBytes(timeoutMs);
                int most = buffer.Length < ChunkSize ? buffer.Length : ChunkSize;
                count = ready == 0 ? 0 : _port.Read(_received, 0, ready < most ? ready : most);
            }
            catch (Exception)
            {
                return IoStatus.BusError;
            }

            new SpanByte(_received, 0, count).CopyTo(buffer);
            return count == 0 ? IoStatus.Timeout : IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            try
            {
                _port.WriteTimeout = timeoutMs;
                for (int offset = 0; offset < data.Length; offset += ChunkSize)
                {
                    int left = data.Length - offset;
                    int length = left < ChunkSize ? left : ChunkSize;
                    data.Slice(offset, length).CopyTo(new SpanByte(_sent, 0, length));
                    _port.Write(_sent, 0, length);
                }
            }
            catch (TimeoutException)
            {
                return IoStatus.Timeout;
            }
            catch (Exception)
            {
                return IoStatus.BusError;
            }

            return IoStatus.Ok;
        }

        private int WaitForBytes(int timeoutMs)
        {
            Deadline deadline = Deadline.After(timeoutMs);
            int ready = _port.BytesToRead;
            while (ready == 0 && !deadline.HasPassed)
            {
                _ = _arrived.WaitOne(LookMs, false);
                ready = _port.BytesToRead;
            }

            return ready;
        }

        private void OnReceived(object sender, SerialDataReceivedEventArgs e)
        {
            _ = _arrived.Set();
        }

        private void Watch()
        {
            for (; ; )
            {
                _ = _arrived.WaitOne(LookMs, false);
                if (_port.BytesToRead > 0)
                {
                    _signal.Submit();
                    Thread.Sleep(1);
                }
            }
        }
    }
}
