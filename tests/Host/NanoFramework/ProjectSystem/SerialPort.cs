// SPDX-License-Identifier: MIT
// As much of nanoFramework's System.IO.Ports as boards/nanoframework uses, to compile against. Nothing runs.

namespace System.IO.Ports
{
    public enum Parity
    {
        None,
    }

    public enum StopBits
    {
        One = 1,
    }

    public sealed class SerialDataReceivedEventArgs
    {
    }

    public delegate void SerialDataReceivedEventHandler(object sender, SerialDataReceivedEventArgs e);

    public sealed class SerialPort
    {
        public SerialPort(
            string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One)
        {
        }

        public event SerialDataReceivedEventHandler DataReceived
        {
            add { }
            remove { }
        }

        public int BytesToRead => 0;

        public int ReadBufferSize { get; set; }

        public int WriteTimeout { get; set; }

        public void Open()
        {
        }

        public int Read(byte[] buffer, int offset, int count) => 0;

        public void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
