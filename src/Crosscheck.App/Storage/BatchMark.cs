namespace Crosscheck.App.Storage;

/// <summary>What became of one report of a batch; without a report, how many the batch has.</summary>
public sealed record BatchMark(string Batch, string? Report, string Outcome);

/// <summary>How far a batch is. Total is null until its last report was queued.</summary>
public sealed record BatchProgress(string Batch, int Read, int Dead, int? Total);
