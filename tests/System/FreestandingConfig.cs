// SPDX-License-Identifier: MIT
namespace Wardstone.Tests.SystemTests;

/// <summary>A configuration without a file system: the TPM's driver in a component of its own, and what attests.</summary>
internal static class FreestandingConfig
{
    /// <summary>All of it but the end, for who adds nodes.</summary>
    public const string Nodes = """
        config | board: ast1030-evb
        + start uart_log | ram: 2K
          + provides | + service Log
          + route | + any-service | + parent
        + start i2c | binary: bus | ram: 4K
          + provides | + service Bus
          + config
            + i2c tpm  | bus: 2 | address: 0x2e
            + i2c temp | bus: 1 | address: 0x4d
            + i2c_bus i2c0 | bus: 0
            + i2c_bus i2c1 | bus: 1
        + start tpm | binary: driver | ram: 3K
          + provides | + service Tpm
          + route | + any-service | + child i2c
          + config | driver: tpm_i2c | label: tpm
        + start measured_boot | ram: 8K | stack: 3K
          + provides | + service MeasuredBoot
          + route
            + service BootRecord | + parent
            + service Log        | + child uart_log
            + any-service        | + child tpm
        + start report | ram: 16K
          + provides
            + service Report
            + service ReportReader
          + config
            + report init  | size: 6K
            + report heaps | size: 4K
        + start host_link | ram: 15K | stack: 3K | priority: 3
          + route
            + service MeasuredBoot | + child measured_boot
            + service ReportReader | + child report
            + any-service          | + parent

        """;

    public const string Text = Nodes + "-\n";
}
