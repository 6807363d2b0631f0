// SPDX-License-Identifier: MIT
// MCTP control messages, byte for byte. A message is written as type, request bit and instance, command, data; a response
// has its completion code after the command.

using nanoFramework.TestFramework;
using Wardstone.Link;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class ControlProtocolTests
    {
        [TestMethod]
        [DataRow("Set Endpoint ID", "00 81 01 00 09", "00 01 01 00 00 09 00")]
        [DataRow("Set Endpoint ID, force", "00 9f 01 01 fe", "00 1f 01 00 00 fe 00")]
        [DataRow("Set Endpoint ID, reset", "00 81 01 02 09", "00 01 01 02")]
        [DataRow("Set Endpoint ID, discovered", "00 81 01 03 09", "00 01 01 02")]
        [DataRow("Set Endpoint ID, null", "00 81 01 00 00", "00 01 01 02")]
        [DataRow("Set Endpoint ID, reserved", "00 81 01 00 07", "00 01 01 02")]
        [DataRow("Set Endpoint ID, broadcast", "00 81 01 00 ff", "00 01 01 02")]
        [DataRow("Set Endpoint ID, short", "00 81 01 00", "00 01 01 03")]
        [DataRow("Get Endpoint ID", "00 82 02", "00 02 02 00 00 00 00")]
        [DataRow("Get Endpoint ID, long", "00 82 02 00", "00 02 02 03")]
        [DataRow("Get Endpoint UUID", "00 80 03", "00 00 03 05")]
        [DataRow("Get MCTP Version Support, base", "00 80 04 ff", "00 00 04 00 01 f1 f3 f1 00")]
        [DataRow("Get MCTP Version Support, control", "00 80 04 00", "00 00 04 00 01 f1 f3 f1 00")]
        [DataRow("Get MCTP Version Support, vendor defined", "00 80 04 7f", "00 00 04 80")]
        [DataRow("Get MCTP Version Support, SPDM", "00 80 04 05", "00 00 04 80")]
        [DataRow("Get Message Type Support", "00 80 05", "00 00 05 00 01 7f")]
        [DataRow("Get Vendor Defined Message Support", "00 80 06 00", "00 00 06 00 ff 01 00 00 7e d9 00 01")]
        [DataRow("Get Vendor Defined Message Support, no second", "00 80 06 01", "00 00 06 02")]
        [DataRow("Resolve Endpoint ID", "00 80 07 08", "00 00 07 05")]
        [DataRow("reserved", "00 80 00", "00 00 00 05")]
        [DataRow("the datagram bit and the instance are given back", "00 d5 02", "00 55 02 00 00 00 00")]
        [DataRow("a response", "00 02 02 00 00 00 00", "")]
        [DataRow("too short", "00 82", "")]
        public void Answers(string what, string request, string response)
        {
            IMessageHandler[] others = { new WardstoneMessages(new ExampleService(), null) };
            Assert.AreEqual(response, Hex.Text(new ControlProtocol(others).Handle(Hex.Bytes(request))), what);
        }

        [TestMethod]
        public void KeepsTheEndpointId()
        {
            ControlProtocol control = new ControlProtocol(new IMessageHandler[0]);
            Assert.AreEqual("00 01 01 00 00 09 00", Hex.Text(control.Handle(Hex.Bytes("00 81 01 00 09"))));
            Assert.AreEqual("00 02 01 02", Hex.Text(control.Handle(Hex.Bytes("00 82 01 00 07"))));
            Assert.AreEqual("00 03 02 00 09 00 00", Hex.Text(control.Handle(Hex.Bytes("00 83 02"))));
        }
    }
}
