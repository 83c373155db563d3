using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>A pod that waits for a node.</summary>
internal sealed record WaitingPod(ObjectKey Key, int Priority, DateTimeOffset Created)
{
    /// <summary>The key as text, by which pods of one age are ordered.</summary>
    public string Name { get; } = Key.ToString();

    /// <summary>Whether its place depends on where other pods are.</summary>
    public bool LooksAtPods { get; init; }

    public bool HasClaims { get; init; }

    public int Attempts { get; init; }

    /// <summary>Until when it waits after its last attempt, however much changes.</summary>
    public DateTimeOffset BackOffUntil { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset Due { get; init; }

    public static WaitingPod From(JsonObject pod, ObjectKey key, DateTimeOffset now) => new(key, pod.Count("spec", "priority"), pod.Created())
    {
        LooksAtPods = pod.At("spec", "affinity") is not null || pod.At("spec", "topologySpreadConstraints") is not null,
        HasClaims = pod.Objects("spec", "volumes").Any(volume => volume.At("persistentVolumeClaim") is not null),
        Due = now,
    };
}

/// <summary>
/// The pods that wait, the most important first and of those the oldest. One that found no place is tried again when a place may have opened (not before its
/// back-off of 1 to 10 seconds is over) and in any case after five minutes.
/// </summary>
internal sealed class SchedulingQueue
{
    private const double MostBackOff = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly Dictionary<ObjectKey, WaitingPod> waiting = [];
    private readonly Dictionary<ObjectKey, WaitingPod> deferred = [];
    private readonly SortedSet<WaitingPod> ready = new(Comparer<WaitingPod>.Create(Compare));
    private readonly PriorityQueue<ObjectKey, DateTimeOffset> later = new();

    /// <summary>When the next pod is to be tried; null when none waits.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        if (ready.Count > 0)
        {
            return now;
        }

        while (later.TryPeek(out var key, out var due))
        {
            if (waiting.GetValueOrDefault(key)?.Due == due)
            {
                return due;
            }

            later.Dequeue();
        }

        return null;
    }

    public bool Contains(ObjectKey key) => waiting.ContainsKey(key);

    /// <summary>Tries this pod as soon as its turn comes.</summary>
    public void Add(WaitingPod pod)
    {
        Remove(pod.Key);
        waiting[pod.Key] = pod;
        ready.Add(pod);
    }

    public void Remove(ObjectKey key)
    {
        if (waiting.Remove(key, out var pod))
        {
            deferred.Remove(key);
            ready.Remove(pod);
        }
    }

    /// <summary>Takes the next pod whose time has come. It is waiting still, until it is removed or deferred.</summary>
    public WaitingPod? Take(DateTimeOffset now)
    {
        while (later.TryPeek(out var key, out var due) && due <= now)
        {
            later.Dequeue();
            if (waiting.TryGetValue(key, out var pod) && pod.Due == due)
            {
                deferred.Remove(key);
                ready.Add(pod);
            }
        }

        if (ready.Min is { } first)
        {
            ready.Remove(first);
            return first;
        }

        return null;
    }

    /// <summary>Puts a pod back that found no place.</summary>
    public void Defer(WaitingPod pod, DateTimeOffset now)
    {
        var attempts = pod.Attempts + 1;
        var backOff = TimeSpan.FromSeconds(Math.Min(MostBackOff, Math.Pow(2, attempts - 1)));
        SetDue(pod with { Attempts = attempts, BackOffUntil = now + backOff }, now + LongestWait);
    }

    /// <summary>Something has changed that may let these pods find a place.</summary>
    public void Wake(Predicate<WaitingPod> concerned, DateTimeOffset now)
    {
        foreach (var pod in deferred.Values.Where(pod => pod.Due > now && pod.Due > pod.BackOffUntil && concerned(pod)).ToList())
        {
            if (pod.BackOffUntil <= now)
            {
                Add(pod with { Due = now });
            }
            else
            {
                SetDue(pod, pod.BackOffUntil);
            }
        }
    }

    private void SetDue(WaitingPod pod, DateTimeOffset due)
    {
        ready.Remove(pod);
        waiting[pod.Key] = deferred[pod.Key] = pod with { Due = due };
        later.Enqueue(pod.Key, due);
    }

    private static int Compare(WaitingPod left, WaitingPod right)
    {
        var byPriority = right.Priority.CompareTo(left.Priority);
        var byAge = byPriority != 0 ? byPriority : left.Created.CompareTo(right.Created);
        return byAge != 0 ? byAge : string.CompareOrdinal(left.Name, right.Name);
    }
}
