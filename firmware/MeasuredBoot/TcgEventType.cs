// SPDX-License-Identifier: MIT
namespace Wardstone.MeasuredBoot
{
    /// <summary>TCG_EVENTTYPE: the types that a Wardstone log has (TCG PC Client Platform Firmware Profile, section 10.4.1).</summary>
    public enum TcgEventType : uint
    {
        /// <summary>EV_NO_ACTION: information about the log itself; extends nothing.</summary>
        NoAction = 0x03,

        /// <summary>EV_SEPARATOR: closes a PCR; the data is 0, or 1 where the boot ended in an error.</summary>
        Separator = 0x04,

        /// <summary>EV_EVENT_TAG: something that whoever wrote the log gave a tag of its own; the data says which.</summary>
        EventTag = 0x06,

        /// <summary>EV_S_CRTM_VERSION: version of the code that measures first.</summary>
        SCrtmVersion = 0x08,

        /// <summary>EV_NONHOST_CODE: code that runs on a processor of its own beside the host.</summary>
        NonHostCode = 0x0F,

        /// <summary>EV_NONHOST_CONFIG: configuration of such a processor.</summary>
        NonHostConfig = 0x10,

        /// <summary>EV_NONHOST_INFO: information about such a processor.</summary>
        NonHostInfo = 0x11,
    }
}
