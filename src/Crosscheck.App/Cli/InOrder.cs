namespace Crosscheck.App.Cli;

/// <summary>Work done side by side whose results come out in the order of the inputs, a few of them in memory at a time.</summary>
internal static class InOrder
{
    /// <summary>A single item is done on the caller's thread; items are taken as results are, a few ahead.</summary>
    public static IEnumerable<TResult> Map<T, TResult>(IEnumerable<T> items, Func<T, TResult> work)
    {
        var ahead = 2 * Math.Max(1, Environment.ProcessorCount);
        using var next = items.GetEnumerator();
        if (!next.MoveNext())
            yield break;
        var first = next.Current;
        if (!next.MoveNext())
        {
            yield return work(first);
            yield break;
        }
        var running = new Queue<Task<TResult>>();
        running.Enqueue(Task.Run(() => work(first)));
        do
        {
            var item = next.Current;
            if (running.Count == ahead)
                yield return running.Dequeue().GetAwaiter().GetResult();
            running.Enqueue(Task.Run(() => work(item)));
        }
        while (next.MoveNext());
        while (running.TryDequeue(out var task))
            yield return task.GetAwaiter().GetResult();
    }
}
