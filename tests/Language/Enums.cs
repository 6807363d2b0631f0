// SPDX-License-Identifier: MIT
// Enums as numbers and as flags.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Enums
    {
        public static void Run()
        {
            Colour colour = Colour.Green;
            Suite.Line("value", (int)colour);
            Suite.Line("next", (int)(colour + 1));
            Suite.Line("compare", colour < Colour.Blue && colour != Colour.Red);
            Suite.Line("from int", (Colour)5 == Colour.Blue);
            Rights rights = Rights.Read | Rights.Execute;
            Suite.Line("flags", (byte)rights);
            Suite.Line("has", rights.HasFlag(Rights.Read) && !rights.HasFlag(Rights.Write) && (rights & Rights.Execute) != 0);
            rights &= ~Rights.Read;
            Suite.Line("cleared", (byte)rights);
            rights ^= (Rights)255;
            Suite.Line("inverted", (byte)rights);
            object box = colour;
            Suite.Line("unbox as enum", (int)(Colour)box);
            Suite.Line("unbox as int", (int)box);
            Suite.Line("equals", box.Equals(Colour.Green) && !box.Equals(Colour.Red) && !box.Equals(2));
            Suite.Line("is", box is Colour && !(box is int));
            Suite.Line("wide", (ulong)Wide.Top);
            Suite.Line("wide signed", (long)Wide2.Bottom);
            Suite.Line("switch", Name(Colour.Red) + Name(Colour.Blue) + Name((Colour)77));
            Suite.Line("default", default(Colour) == Colour.None);
            Colour[] colours = { Colour.Blue, Colour.Red };
            Suite.Line("array", (int)colours[0] + (int)colours[1]);
        }

        private static string Name(Colour colour) => colour switch
        {
            Colour.Red => "red",
            Colour.Green => "green",
            Colour.Blue => "blue",
            _ => "other",
        };

        private enum Colour
        {
            None,
            Red,
            Green,
            Blue = 5,
        }

        [Flags]
        private enum Rights : byte
        {
            Read = 1,
            Write = 2,
            Execute = 128,
        }

        private enum Wide : ulong
        {
            Top = 0x8000000000000001,
        }

        private enum Wide2 : long
        {
            Bottom = long.MinValue,
        }
    }
}
