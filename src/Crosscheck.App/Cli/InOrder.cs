namespace Crosscheck.App.Cli;

/// <summary>Work done side by side whose results come out in the order of the inputs, a few of them in memory at a time.</summary>
internal static class InOrder
{
    public static IEnumerable<TResult> Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        if (items.Count == 1)
            return [work(items[0])];
        return Overlapping(items, work, Math.Max(1, Environment.ProcessorCount));
    }

    private static IEnumerable<TResult> Overlapping<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work, int workers)
    {
        var running = new Queue<Task<TResult>>();
        foreach (var item in items)
        {
            if (running.Count == 2 * workers)
                yield return running.Dequeue().GetAwaiter().GetResult();
            running.Enqueue(Task.Run(() => work(item)));
        }
        while (running.TryDequeue(out var task))
            yield return task.GetAwaiter().GetResult();
    }
}
