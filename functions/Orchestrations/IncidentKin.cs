using Autocura.Correlation;
using Autocura.Incidents;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// What an incident is to others while it runs: its role, whom it waits for and who waits for it. Children say so by an event, whatever it is doing; when it
/// ends it tells them.
/// </summary>
internal sealed class IncidentKin
{
    private const int Shown = 12;

    /// <summary>How often an incident may wait in one episode. Whatever others do, it goes its own way then.</summary>
    private const int MostWaits = 5;

    private readonly TaskOrchestrationContext context;
    private readonly Incident incident;
    private readonly Action<string> note;
    private readonly SortedDictionary<string, ChildNews> children = new(StringComparer.Ordinal);
    private readonly Task listening;
    private Kinship kinship = new();
    private IncidentLink? yieldsTo;
    private int waits;
    private bool closed;

    public IncidentKin(TaskOrchestrationContext context, Incident incident, Action<string> note)
    {
        this.context = context;
        this.incident = incident;
        this.note = note;
        listening = ListenAsync();
    }

    public Kinship View => kinship with { Children = [.. children.OrderBy(child => child.Key, StringComparer.Ordinal).Take(Shown).Select(child => child.Value.Child)], ChildrenInAll = children.Count };

    /// <summary>Kinds of trouble that children report: they weigh in the root's risk, so that it is never less severe than any of them.</summary>
    public IEnumerable<SignalType> ChildrenSignals => children.OrderBy(child => child.Key, StringComparer.Ordinal).SelectMany(child => child.Value.Signals).Distinct();

    public KinRole Role => kinship.Role;

    /// <summary>The root it closes with; null when it goes its own way.</summary>
    public IncidentLink? ClosesWith => kinship.Role == KinRole.Child ? kinship.Parent : null;

    /// <summary>False when no other incident may act for it: it is certain of its own cause, acts already, or has waited often enough.</summary>
    public bool MayWait => kinship is { Role: not KinRole.Acting, Ties: not { CauseIsOwn: true } } && waits < MostWaits;

    /// <summary>False when it has been sent from root to root too often.</summary>
    public bool MayFollow => waits < 2 * MostWaits;

    /// <summary>How often it found out, with a plan at hand, that another one acts.</summary>
    public int Yielded { get; private set; }

    public void ThrowIfBroken()
    {
        if (listening.IsFaulted)
        {
            throw listening.Exception!.InnerException!;
        }
    }

    /// <summary>It is diagnosed, and a candidate unless it acts already.</summary>
    public void Diagnosed(Ties ties)
    {
        kinship = kinship with { Ties = ties };
        if (kinship.Role != KinRole.Acting)
        {
            Become(KinRole.Candidate);
        }
    }

    public void Become(KinRole role) => kinship = kinship with { Role = role, Since = context.Now() };

    /// <summary>It had a plan, and another incident acts: the next attempt begins by waiting for it.</summary>
    public void YieldTo(IncidentLink root)
    {
        yieldsTo = root;
        Yielded++;
    }

    /// <summary>The root that the attempt before gave way to, once.</summary>
    public IncidentLink? TakeYield()
    {
        var root = yieldsTo;
        yieldsTo = null;
        return root;
    }

    /// <summary>Waits for a root from now on, and tells it.</summary>
    public void Attach(IncidentLink root, IReadOnlyList<SignalType> signals)
    {
        waits++;
        kinship = kinship with { Parent = root };
        Become(KinRole.Child);
        Tell(root, waits: true, signals);
    }

    /// <summary>The episode of the root is known only once it has been seen.</summary>
    public void Know(IncidentLink root, IReadOnlyList<SignalType> signals)
    {
        if (kinship.Parent?.RecordName != root.RecordName)
        {
            kinship = kinship with { Parent = root };
            Tell(root, waits: true, signals);
        }
    }

    /// <summary>Waits no longer. A root that ended without helping is never waited for again.</summary>
    public void Leave(Release release)
    {
        Tell(release.Root, waits: false, []);
        kinship = kinship with { Apart = release.Kind == ReleaseKind.Undecided ? kinship.Apart : [.. kinship.Apart.Append(release.Root.RecordName).Distinct()], Ties = null };
        Become(KinRole.Undecided);
    }

    /// <summary>It closes as the child that it was.</summary>
    public void CloseWith(IncidentLink root)
    {
        kinship = kinship with { Parent = root };
        Become(KinRole.Child);
    }

    /// <summary>Tells the children that it has ended. A child whose word is still on its way finds out by looking.</summary>
    public void Dismiss()
    {
        closed = true;
        foreach (var child in children.OrderBy(child => child.Key, StringComparer.Ordinal))
        {
            context.SendEvent(child.Key, EventNames.RootEnded, incident.RecordName);
        }
    }

    private async Task ListenAsync()
    {
        while (!closed)
        {
            var news = await context.WaitForExternalEvent<ChildNews>(EventNames.Child);
            if (news.Root != incident.RecordName)
            {
                continue; // meant for another episode of this workload
            }

            if (news.Waits && children.TryAdd(news.Child.InstanceId, news))
            {
                note($"{news.Child.Workload} waits for it: {news.Child.Why}");
            }
            else if (!news.Waits && children.Remove(news.Child.InstanceId))
            {
                note($"{news.Child.Workload} no longer waits for it");
            }
        }
    }

    private void Tell(IncidentLink root, bool waits, IReadOnlyList<SignalType> signals)
    {
        if (root.RecordName.Length > 0)
        {
            var self = new IncidentLink(incident.InstanceId, incident.RecordName, incident.Workload) { Why = root.Why };
            context.SendEvent(root.InstanceId, EventNames.Child, new ChildNews(self, root.RecordName, waits, signals));
        }
    }
}
