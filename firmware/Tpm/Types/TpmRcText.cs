// SPDX-License-Identifier: MIT
// Response codes for people: TCG's name, and which handle, session or parameter a format-1 code means (Part 2, section 6.6.2).

namespace Wardstone.Tpm
{
    /// <summary>Names of response codes.</summary>
    public static class TpmRcText
    {
        private const uint Format1 = 0x080;
        private const uint Parameter = 0x040;
        private const uint Session = 0x800;
        private const uint Format1Code = 0x0BF;

        /// <summary>The code without the number of the handle, session or parameter: to be compared with a <see cref="TpmRc"/>.</summary>
        public static TpmRc Base(TpmRc rc) =>
            (uint)rc <= 0xFFF && ((uint)rc & Format1) != 0 ? (TpmRc)((uint)rc & Format1Code) : rc;

        /// <summary>A text such as "TPM_RC_VALUE, parameter 2".</summary>
        public static string Of(TpmRc rc)
        {
            string name = Name(Base(rc));
            uint code = (uint)rc;
            if (code > 0xFFF || (code & Format1) == 0)
            {
                return name;
            }

            if ((code & Parameter) != 0)
            {
                return name + ", parameter " + ((code >> 8) & 15).ToString();
            }

            uint number = (code >> 8) & 7;
            return number == 0 ? name : name + ((code & Session) != 0 ? ", session " : ", handle ") + number.ToString();
        }

        private static string Name(TpmRc rc)
        {
            switch (rc)
            {
                case TpmRc.Success:
                    return "TPM_RC_SUCCESS";
                default:
                    return "0x" + ((uint)rc).ToString("X8");
            }
        }
    }
}
