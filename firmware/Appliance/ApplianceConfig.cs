// SPDX-License-Identifier: MIT
// What init.hid says to the appliance itself; the rest is Init's and the components'. It is read strictly: an unknown attribute,
// or a value out of range, is an error with line and column, since a setting that is silently ignored is one that somebody relied on.
// Where the TPM is cannot be configured: the configuration is only used once the TPM has measured it.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Appliance
{
    /// <summary>The appliance's own part of init.hid.</summary>
    /// <remarks>
    /// config                   the top-level node
    ///   board: NAME            required: the board that it is for
    ///   + console              optional
    ///     pcrs: yes|no         whether the console shows the PCRs after boot; no unless it is set
    /// </remarks>
    public sealed class ApplianceConfig : IConfigExtension
    {
        private readonly string _board;
        private bool _hasBoard;
        private bool _hasConsole;

        /// <param name="board">Name of the board that runs.</param>
        public ApplianceConfig(string board) => _board = board;

        /// <summary>Whether the console shows the PCRs after boot.</summary>
        public bool ConsolePcrs { get; private set; }

        string IConfigExtension.Read(HidReader reader, HidToken token)
        {
            if (token == HidToken.Attribute && HidText.Is(reader.Tag, "board"))
            {
                _hasBoard = true;
                return HidText.Is(reader.Value, _board) ? "" : "the configuration is for another board than " + _board;
            }

            if (token == HidToken.Node && HidText.Is(reader.Tag, "console") && !_hasConsole)
            {
                _hasConsole = true;
                return ReadConsole(reader);
            }

            return null;
        }

        string IConfigExtension.Finish() => _hasBoard ? "" : "the attribute 'board' of 'config' is missing";

        private string ReadConsole(HidReader reader)
        {
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                if (token != HidToken.Attribute || !HidText.Is(reader.Tag, "pcrs"))
                {
                    return HidErrorWords.Unexpected(reader, token);
                }

                if (!HidText.TryFlag(reader.Value, out bool pcrs))
                {
                    return "'pcrs' is yes or no";
                }

                ConsolePcrs = pcrs;
            }

            return "";
        }
    }
}
