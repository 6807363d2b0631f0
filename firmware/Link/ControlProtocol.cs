// SPDX-License-Identifier: MIT
// The MCTP control messages that DSP0236, table 12 makes mandatory for a simple endpoint, and Get Vendor Defined Message
// Support, which it makes mandatory for one with vendor-defined messages (12.8). The endpoint has one port and asks for
// nothing itself: no UUID, no discovery, no routing.

using System;

namespace Wardstone.Link
{
    /// <summary>Message type 0: MCTP control.</summary>
    public sealed class ControlProtocol : IMessageHandler
    {
        private const byte Request = 0x80;
        private const int HeaderSize = 3;

        private const byte SetEndpointId = 0x01;
        private const byte GetEndpointId = 0x02;
        private const byte GetVersionSupport = 0x04;
        private const byte GetMessageTypeSupport = 0x05;
        private const byte GetVendorSupport = 0x06;

        // Completion codes, DSP0236, table 13.
        private const byte Success = 0x00;
        private const byte InvalidData = 0x02;
        private const byte InvalidLength = 0x03;
        private const byte UnsupportedCommand = 0x05;
        private const byte MessageTypeUnsupported = 0x80;

        private const byte BaseSpecification = 0xFF;
        private const byte FirstAssignableEndpoint = 0x08;
        private const byte Broadcast = 0xFF;
        private const byte NoMoreVendors = 0xFF;
        private const byte IanaFormat = 0x01;

        private readonly IMessageHandler[] _handlers;
        private readonly byte[] _response = new byte[Packet.MaxPayload];

        /// <param name="handlers">The other message types of this endpoint, at most 32.</param>
        public ControlProtocol(IMessageHandler[] handlers) => _handlers = handlers;

        public byte MessageType => 0x00;

        /// <summary>1.3.1, each number with 0xF in front of it.</summary>
        public uint Version => 0xF1F3F100;

        /// <summary>This endpoint's id; 0 until a bus owner assigns one.</summary>
        public byte EndpointId { get; private set; }

        public SpanByte Handle(SpanByte request)
        {
            if (request.Length < HeaderSize || (request[1] & Request) == 0)
            {
                return SpanByte.Empty;
            }

            _response[0] = MessageType;
            _response[1] = (byte)(request[1] & ~Request);
            _response[2] = request[2];
            SpanByte result = new SpanByte(_response, HeaderSize + 1, _response.Length - HeaderSize - 1);
            _response[HeaderSize] = Execute(request[2], request.Slice(HeaderSize), result, out int length);
            return new SpanByte(_response, 0, HeaderSize + 1 + length);
        }

        private byte Execute(byte command, SpanByte data, SpanByte result, out int length)
        {
            length = 0;
            int expected = command == SetEndpointId ? 2 : command == GetVersionSupport || command == GetVendorSupport ? 1 : 0;
            if (command < SetEndpointId || command > GetVendorSupport || command == SetEndpointId + 2)
            {
                return UnsupportedCommand;
            }

            if (data.Length != expected)
            {
                return InvalidLength;
            }

            switch (command)
            {
                case SetEndpointId:
                    return Assign(data[0] & 3, data[1], result, out length);

                case GetEndpointId:
                    result[0] = EndpointId;
                    result[1] = 0; // a simple endpoint with a dynamic id
                    result[2] = 0; // nothing specific to the medium
                    length = 3;
                    return Success;

                case GetVersionSupport:
                    return FindVersion(data[0], result, out length);

                case GetMessageTypeSupport:
                    result[0] = (byte)_handlers.Length;
                    for (int i = 0; i < _handlers.Length; i++)
                    {
                        result[1 + i] = _handlers[i].MessageType;
                    }

                    length = 1 + _handlers.Length;
                    return Success;

                default:
                    return FindVendor(data[0], result, out length);
            }
        }

        // 12.3: operations 0 (set) and 1 (force) are the same without a bridge; 2 (reset to the static id) and 3 (set the
        // discovered flag) are for endpoints that have such a thing.
        private byte Assign(int operation, byte id, SpanByte result, out int length)
        {
            length = 0;
            if (operation > 1 || id < FirstAssignableEndpoint || id == Broadcast)
            {
                return InvalidData;
            }

            EndpointId = id;
            result[0] = 0; // accepted, no pool of ids
            result[1] = id;
            result[2] = 0;
            length = 3;
            return Success;
        }

        private byte FindVersion(byte messageType, SpanByte result, out int length)
        {
            uint version = messageType == BaseSpecification || messageType == MessageType ? Version : 0;
            for (int i = 0; i < _handlers.Length; i++)
            {
                version = _handlers[i].MessageType == messageType ? _handlers[i].Version : version;
            }

            length = 0;
            if (version == 0)
            {
                return MessageTypeUnsupported;
            }

            result[0] = 1;
            BigEndian.PutU32(result, 1, version);
            length = 5;
            return Success;
        }

        // 12.8: the first and only vendor, then its command set's version.
        private static byte FindVendor(byte selector, SpanByte result, out int length)
        {
            length = 0;
            if (selector != 0)
            {
                return InvalidData;
            }

            result[0] = NoMoreVendors;
            result[1] = IanaFormat;
            BigEndian.PutU32(result, 2, LinkProtocol.EnterpriseNumber);
            BigEndian.PutU16(result, 6, LinkProtocol.Version);
            length = 8;
            return Success;
        }
    }
}
