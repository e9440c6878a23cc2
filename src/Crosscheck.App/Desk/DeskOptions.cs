using System.Net;

namespace Crosscheck.App.Desk;

/// <summary>What one desk serves, and where.</summary>
/// <param name="Ledger">A SQLite file or postgres://...; it is made where there is none.</param>
public sealed record DeskOptions(string Ledger)
{
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The file of accounts; null for one person without an account.</summary>
    public string? Accounts { get; init; }

    /// <summary>How long a request may take, however slowly it is sent.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Log every request as a line of JSON.</summary>
    public bool JsonLog { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public bool OnlyThisMachine => IPAddress.IsLoopback(Listen);
}
