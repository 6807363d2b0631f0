// SPDX-License-Identifier: MIT
// The configuration of the appliance: init.hid as values. It is read strictly: an unknown node or attribute, or a value
// out of range, is an error with line and column, since a setting that is silently ignored is one that somebody relied on.
// Where the TPM is cannot be configured: the configuration is only used once the TPM has measured it.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Appliance
{
    /// <summary>What init.hid says.</summary>
    /// <remarks>
    /// config                   the top-level node
    ///   board: NAME            required: the board that it is for
    ///   + console              optional
    ///     pcrs: yes|no         whether the console shows the PCRs after boot; no unless it is set
    /// </remarks>
    public sealed class ApplianceConfig
    {
        /// <summary>Whether the console shows the PCRs after boot.</summary>
        public bool ConsolePcrs { get; private set; }

        /// <summary>Takes the values out of <paramref name="text"/>, all or none of which are to be used.</summary>
        /// <param name="board">Name of the board that runs.</param>
        /// <param name="reason">Where and why it was refused; empty if it was not.</param>
        public bool TryRead(IRomSession text, string board, out string reason)
        {
            HidReader reader = new HidReader(text);
            reason = Read(reader, board);
            if (reason.Length == 0)
            {
                return true;
            }

            reason = "init.hid line " + reader.Line + ", column " + reader.Column + ": " + reason;
            return false;
        }

        // Each of these reads one node to its end, and returns what is wrong where the reader stands.
        private string Read(HidReader reader, string board)
        {
            if (reader.Read() == HidToken.Error)
            {
                return HidErrorWords.Of(reader.Error);
            }

            if (!HidText.Is(reader.Tag, "config"))
            {
                return "the top-level node must be 'config'";
            }

            bool hasBoard = false;
            bool hasConsole = false;
            for (HidToken token = reader.Read(); token != HidToken.End; token = reader.Read())
            {
                string problem = "";
                if (token == HidToken.Attribute && HidText.Is(reader.Tag, "board"))
                {
                    hasBoard = true;
                    problem = HidText.Is(reader.Value, board) ? "" : "the configuration is for another board than " + board;
                }
                else if (token == HidToken.Node && HidText.Is(reader.Tag, "console") && !hasConsole)
                {
                    hasConsole = true;
                    problem = ReadConsole(reader);
                }
                else if (token != HidToken.NodeEnd)
                {
                    problem = HidErrorWords.Unexpected(reader, token);
                }

                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return hasBoard ? "" : "the attribute 'board' of 'config' is missing";
        }

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
