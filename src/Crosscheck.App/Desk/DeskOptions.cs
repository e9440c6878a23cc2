using System.Net;

namespace Crosscheck.App.Desk;

/// <summary>What one desk serves, and where.</summary>
/// <param name="Ledger">A SQLite file or postgres://...; it is made where there is none.</param>
public sealed record DeskOptions(string Ledger)
{
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public bool OnlyThisMachine => IPAddress.IsLoopback(Listen);
}
