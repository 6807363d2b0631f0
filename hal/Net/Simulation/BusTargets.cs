// SPDX-License-Identifier: MIT
// What a model is to a bus, be it ours in .NET or another simulator's. Depends on nothing but the base class library.

namespace Wardstone.Simulation
{
    /// <summary>The far side of an SPI bus.</summary>
    public interface ISpiTarget
    {
        /// <summary>Its chip select went active (true) or inactive.</summary>
        void Select(bool active);

        /// <summary>Eight clocks while it is selected: takes a byte and gives one.</summary>
        byte Transfer(byte value);
    }

    /// <summary>The far side of an I2C bus.</summary>
    public interface II2cTarget
    {
        /// <summary>A START or repeated START with this target's address. False does not acknowledge it.</summary>
        bool Start(bool read);

        /// <summary>A byte from the controller. False does not acknowledge it.</summary>
        bool Write(byte value);

        /// <summary>A byte for the controller, which always acknowledges.</summary>
        byte Read();

        void Stop();
    }
}
