namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>When which story has something to do that no timer brings.</summary>
internal sealed class Agenda
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<StoryRun, DateTime> entries = new();

    public DateTime? NextDue
    {
        get
        {
            lock (gate) return entries.TryPeek(out _, out var due) ? due : null;
        }
    }

    public void Add(StoryRun run, DateTime due)
    {
        lock (gate) entries.Enqueue(run, due);
    }

    /// <summary>One entry of each story that has some by then. What else a story has by then is left for the next round.</summary>
    public List<StoryRun> TakeOneEach(DateTime now)
    {
        lock (gate)
        {
            var taken = new HashSet<StoryRun>();
            var later = new List<StoryRun>();
            while (entries.TryPeek(out var run, out var due) && due <= now)
            {
                entries.Dequeue();
                if (!taken.Add(run)) later.Add(run);
            }

            later.ForEach(run => entries.Enqueue(run, now));
            return [.. taken];
        }
    }
}
