// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The parts of a session's label as its server sees it, "client -> label".</summary>
    public static class SessionLabel
    {
        private const string Separator = " -> ";

        /// <summary>What the client, or its route, asked for; the whole where no client is named.</summary>
        public static string Last(string label)
        {
            for (int i = label.Length - Separator.Length; i >= 0; i--)
            {
                if (IsSeparator(label, i))
                {
                    return label.Substring(i + Separator.Length);
                }
            }

            return label;
        }

        /// <summary>Who asked; the whole where nothing follows.</summary>
        public static string Client(string label)
        {
            for (int i = 0; i <= label.Length - Separator.Length; i++)
            {
                if (IsSeparator(label, i))
                {
                    return label.Substring(0, i);
                }
            }

            return label;
        }

        private static bool IsSeparator(string label, int at)
        {
            for (int i = 0; i < Separator.Length; i++)
            {
                if (label[at + i] != Separator[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
