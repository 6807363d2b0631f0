// SPDX-License-Identifier: MIT
// A software TPM (swtpm) that listens on TCP: commands and responses as they are on the port, its power on the port above. It is connected
// to when it is first used, and anew after a failure.

using System;
using System.IO;
using System.Net.Sockets;

namespace Antmicro.Renode.Peripherals.Wardstone
{
    /// <summary>What executes the commands of a TPM model.</summary>
    public sealed class SwtpmSocket : IDisposable
    {
        private const int HeaderSize = 10;
        private const int MaxResponse = 4096;
        private const int PowerCycleCommand = 2; // CMD_INIT, without flags

        // The longest command makes a key, on a slow machine.
        private const int TimeoutMs = 120000;

        private static readonly byte[] Failure = { 0x80, 0x01, 0, 0, 0, 10, 0, 0, 0x01, 0x01 }; // TPM_RC_FAILURE

        private readonly string _host;
        private TcpClient _commands;

        /// <param name="host">Where it listens.</param>
        /// <param name="port">For commands; the next one is for control.</param>
        public SwtpmSocket(string host, int port) => (_host, Port) = (host, port);

        public int Port { get; }

        /// <summary>Takes a command, gives its response, or TPM_RC_FAILURE where there is none.</summary>
        public byte[] Execute(byte[] command)
        {
            try
            {
                _commands = _commands ?? Connect(Port);
                var stream = _commands.GetStream();
                stream.Write(command, 0, command.Length);
                return ReadResponse(stream);
            }
            catch (Exception e) when (e is IOException || e is SocketException)
            {
                Dispose();
                return (byte[])Failure.Clone();
            }
        }

        /// <summary>Cuts its power and puts it back.</summary>
        /// <returns>False if it is not there, or will not.</returns>
        public bool PowerCycle()
        {
            try
            {
                using (var control = Connect(Port + 1))
                {
                    var stream = control.GetStream();
                    stream.Write(new byte[] { 0, 0, 0, PowerCycleCommand, 0, 0, 0, 0 }, 0, 8);
                    var result = new byte[4];
                    ReadAll(stream, result, 0, result.Length);
                    return (result[0] | result[1] | result[2] | result[3]) == 0;
                }
            }
            catch (Exception e) when (e is IOException || e is SocketException)
            {
                return false;
            }
        }

        public void Dispose()
        {
            _commands?.Dispose();
            _commands = null;
        }

        private static byte[] ReadResponse(Stream stream)
        {
            var header = new byte[HeaderSize];
            ReadAll(stream, header, 0, HeaderSize);
            var size = (header[2] << 24) | (header[3] << 16) | (header[4] << 8) | header[5];
            if (size < HeaderSize || size > MaxResponse)
            {
                throw new IOException("swtpm gave a response of " + size + " bytes");
            }

            var response = new byte[size];
            header.CopyTo(response, 0);
            ReadAll(stream, response, HeaderSize, size - HeaderSize);
            return response;
        }

        private static void ReadAll(Stream stream, byte[] buffer, int offset, int count)
        {
            while (count > 0)
            {
                var read = stream.Read(buffer, offset, count);
                if (read == 0)
                {
                    throw new IOException("swtpm closed the connection");
                }

                offset += read;
                count -= read;
            }
        }

        private TcpClient Connect(int port) => new TcpClient(_host, port) { ReceiveTimeout = TimeoutMs, NoDelay = true };
    }
}
