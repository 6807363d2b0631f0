// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Tpm;

namespace Wardstone.Tests.Host.Tpm;

/// <summary>A fresh swtpm, powered on, with a session and a client to it. TPM2_Startup is the test's.</summary>
public sealed class TpmFixture : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public TpmFixture()
    {
        Swtpm = Swtpm.StartDirect(_directory.FullPath);
        Session = Swtpm.Open();
        Client = new TpmClient(Session);
    }

    public Swtpm Swtpm { get; }

    public SwtpmSession Session { get; private set; }

    public TpmClient Client { get; private set; }

    /// <summary>Cuts the power; the session and the client are new ones afterwards.</summary>
    public void PowerCycle()
    {
        Session.Dispose();
        Swtpm.PowerCycle();
        Session = Swtpm.Open();
        Client = new TpmClient(Session);
    }

    public void Dispose()
    {
        Session.Dispose();
        Swtpm.Dispose();
        _directory.Dispose();
    }

    public static TpmlPcrSelection Select(params (TpmAlgId Hash, uint Pcrs)[] banks)
    {
        var selection = new TpmlPcrSelection(banks.Length);
        foreach (var (hash, pcrs) in banks)
        {
            Assert.True(selection.TryAdd(hash, pcrs));
        }

        return selection;
    }
}
