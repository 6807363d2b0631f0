// SPDX-License-Identifier: MIT
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Vfs;

namespace Wardstone.Tests.Host.Drivers;

/// <summary>Component `client`: asks for a TPM, as a file where its configuration names one, and leaves what it got to the test.</summary>
/// <param name="bus">The label of a bus whose figures it asks for as well; null for none.</param>
internal sealed class ClientBinary(string? bus = null) : Binary
{
    public override string Name => "client";

    public ICharDevice? Tpm { get; private set; }

    public ICharDevice? Figures { get; private set; }

    public override Component Create() => new Client(this, bus);

    private sealed class Client(ClientBinary binary, string? bus) : Component
    {
        public override void Construct(Env env)
        {
            var config = env.Config();
            binary.Tpm = config.Read() == HidToken.Attribute
                ? new FileDevice((IFileSystemSession)env.Request("FileSystem", ""), config.Value, OpenMode.Read | OpenMode.Write)
                : (ICharDevice)env.Request("Tpm", "");
            if (bus != null)
            {
                binary.Figures = (ICharDevice)env.Request("Bus", bus);
            }
        }
    }
}

/// <summary>Keeps what was said, for the message of a test that fails.</summary>
internal sealed class TextLog : ILogSession
{
    public string Text { get; private set; } = "";

    public void Write(SpanByte line) => Text += HidText.String(line) + "\n";
}
