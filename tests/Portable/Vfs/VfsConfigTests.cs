// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class VfsConfigTests
    {
        [TestMethod]
        [DataRow("", "2, 1: the node 'vfs' is missing")]
        [DataRow("+ vfs\n+ vfs\n", "3, 1: there is no such node here, or there is one already")]
        [DataRow("+ vfs root\n", "3, 1: the root has no name")]
        [DataRow("+ vfs | size: 1\n", "2, 9: there is no such attribute")]
        [DataRow("+ files\n", "2, 1: there is no such node")]
        [DataRow("+ vfs\n  : text\n", "3, 3: there is no quoted content here")]
        [DataRow("+ vfs\n  + disk a\n", "3, 3: there is no plugin of this name")]
        [DataRow("+ vfs\n  + null\n", "4, 1: a file needs a name")]
        [DataRow("+ vfs\n  + null a/b\n", "3, 3: a file's name has 1 to 31 printable ASCII characters and no '/'")]
        [DataRow("+ vfs\n  + dir ..\n", "3, 3: a file's name has")]
        [DataRow("+ vfs\n  + null a2345678901234567890123456789012\n", "3, 3: a file's name has")]
        [DataRow("+ vfs\n  + null a\n  + zero a\n", "5, 1: there is a file of this name already")]
        [DataRow("+ vfs\n  + null a | size: 1\n", "3, 14: there is no such attribute")]
        [DataRow("+ vfs\n  + zero a | size: 1\n", "3, 14: there is no such attribute")]
        [DataRow("+ vfs\n  + log a | size: 1\n", "3, 13: there is no such attribute")]
        [DataRow("+ vfs\n  + log a\n    + null b\n", "4, 5: there is no such node")]
        [DataRow("+ vfs\n  + ram a\n", "4, 1: a ram directory needs 'size'")]
        [DataRow("+ vfs\n  + ram a | size: 63\n", "3, 13: 'size' is 64 to 1M")]
        [DataRow("+ vfs\n  + ram a | size: 2M\n", "3, 13: 'size' is 64 to 1M")]
        [DataRow("+ vfs\n  + ram a | size: 1K | files: 0\n", "3, 24: 'files' is 1 to 64")]
        [DataRow("+ vfs\n  + ram a | size: 1K | files: 65\n", "3, 24: 'files' is 1 to 64")]
        [DataRow("+ vfs\n  + inline a | text: b\n", "3, 16: there is no such attribute")]
        [DataRow("+ vfs\n  + rom a | name: b\n", "3, 13: the node already has this attribute")]
        [DataRow("+ vfs\n  + rom a | size: 1\n", "3, 13: there is no such attribute")]
        [DataRow("+ vfs\n  + report a | size: 1\n", "3, 16: there is no such attribute")]
        [DataRow("+ vfs\n  + dev a\n", "4, 1: a device needs 'service'")]
        [DataRow("+ vfs\n  + dev a | service: Bus | driver: none\n", "3, 28: there is no driver of this name")]
        [DataRow("+ vfs\n  + dev a | service: Bus | timeout_ms: 0\n", "3, 28: 'timeout_ms' is 1 to 600000")]
        [DataRow("+ vfs\n  + dev a | service: Bus | response: 0\n", "3, 28: 'response' is 1 to 32767")]
        [DataRow("+ vfs\n  + dev a | service: Bus | speed: 9\n", "3, 28: there is no such attribute")]
        [DataRow("+ vfs\n  + dev a | service: Terminal | driver: tpm_i2c\n", "4, 1: this service gives no device on a bus")]
        [DataRow("+ vfs\n  + dev a | service: Rom\n", "4, 1: this service gives no character device")]
        [DataRow("+ vfs\n+ policy\n  + allow /\n", "5, 1: a policy needs the name of a client, and 'allow'")]
        [DataRow("+ vfs\n+ policy a\n", "4, 1: a policy needs the name of a client, and 'allow'")]
        [DataRow("+ policy a\n  + allow /\n+ vfs\n", "2, 1: the tree comes before the policies")]
        [DataRow("+ vfs\n+ policy a\n  + allow\n", "5, 1: a rule needs a path")]
        [DataRow("+ vfs\n+ policy a\n  + allow /a/\n", "4, 3: this is no path")]
        [DataRow("+ vfs\n+ policy a\n  + allow /..\n", "4, 3: this is no path")]
        [DataRow("+ vfs\n+ policy a\n  + allow / | write: maybe\n", "4, 15: 'write' is yes or no")]
        [DataRow("+ vfs\n+ policy a\n  + deny / | write: yes\n", "4, 14: there is no such attribute")]
        [DataRow("+ vfs\n+ policy a\n  + allow /\n  + deny /\n", "6, 1: there is a rule for this path already")]
        [DataRow("+ vfs\n+ policy a | root: b\n", "3, 14: 'root' is the path of a directory")]
        [DataRow("+ vfs\n+ policy a | root: /b\n", "3, 14: 'root' is the path of a directory")]
        [DataRow("+ vfs\n  + null n\n+ policy a | root: /n\n", "4, 14: 'root' is the path of a directory")]
        [DataRow("+ vfs\n+ policy a\n  + allow /\n+ policy a\n  + allow /\n", "7, 1: there is a policy for this client already")]
        [DataRow("+ vfs\n+ policy a\n  + permit /\n", "4, 3: there is no such node")]
        public void RefusesAWrongConfiguration(string config, string reason)
        {
            TestEnv env = new TestEnv(config).With("Rom", "", new TextRom("")).With("Terminal", "", new NoDevice());
            VfsComponent component = new VfsComponent(new CharDriver[] { new TpmI2cDriver() });
            component.Construct(env);
            Assert.IsNotNull(env.Refusal);
            Assert.AreEqual(reason, env.Refusal.Length < reason.Length ? env.Refusal : env.Refusal.Substring(0, reason.Length));
            Assert.IsNull(component.Open("FileSystem", "a"));
        }

        [TestMethod]
        public void CountsAreBounded()
        {
            Assert.AreEqual("28, 1: a directory has at most 24 entries", Refusal("+ vfs\n" + Many("  + null n", 25)));
            Assert.AreEqual("21, 1: a policy has at most 16 rules", Refusal("+ vfs\n+ policy a\n" + Many("  + allow /n", 17)));
            Assert.AreEqual("37, 1: there are more than 16 policies", Refusal("+ vfs\n" + Many("+ policy n", 17, "\n  + allow /")));
        }

        private static string Refusal(string config)
        {
            TestEnv env = new TestEnv(config);
            new VfsComponent(new CharDriver[0]).Construct(env);
            return env.Refusal;
        }

        private static string Many(string line, int count, string after = "")
        {
            string lines = "";
            for (int i = 0; i < count; i++)
            {
                lines += line + i + after + "\n";
            }

            return lines;
        }

        private sealed class NoDevice : CharDevice
        {
        }
    }
}
