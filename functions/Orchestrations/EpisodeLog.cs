using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Orchestrations;

/// <summary>What this episode remembers of those before it, and leaves for the next.</summary>
internal sealed class EpisodeLog(Incident incident)
{
    private readonly List<(string Plan, PastRemedy Remedy)> carriedOut = [];
    private CorrelationSettings settings = new();

    /// <summary>Set while the trouble comes and goes.</summary>
    public Flapping? Flapping { get; private set; }

    /// <summary>The episode that this one opens again.</summary>
    public PastEpisode? Reopened { get; private set; }

    public DateTimeOffset? ActedAt { get; private set; }

    /// <summary>Until when it is left alone; null while nothing holds it.</summary>
    public DateTimeOffset? Held { get; set; }

    public IReadOnlyList<PastRemedy> Remedies => [.. carriedOut.Select(one => one.Remedy)];

    /// <summary>
    /// Remedies after which it came back, by action and target, whatever their parameters: while it flaps, and once an episode opened another again, they count as
    /// tried, so that the same cure is not given for ever, nor a little more of it each time. Coming back once may be bad luck.
    /// </summary>
    public IReadOnlyList<TriedRemedy> CameBack =>
    [
        .. FlapWatch.Reopening(incident, settings).SkipLast(1)
            .Union(incident.Past.Where(episode => episode.ClosedAt > incident.OpenedAt - Flapping?.Window))
            .Where(episode => episode.Kind == OutcomeKind.Healed)
            .Reverse()
            .SelectMany(episode => episode.Remedies)
            .Select(remedy => new TriedRemedy(remedy.Cause, remedy.Action, remedy.Target, $"{remedy.Result}, and the trouble came back")),
    ];

    public void Govern(CorrelationSettings wanted)
    {
        settings = wanted;
        Reopened = FlapWatch.Reopened(incident, settings);
    }

    public string TellReopened() =>
        $"Opens {Reopened!.RecordName} again, which ended {(incident.OpenedAt - Reopened.ClosedAt).TotalMinutes:0.#} min before ({Reopened.Kind?.ToString() ?? "terminated"})";

    /// <summary>Counts anew; true when it is flapping more often than was known.</summary>
    public bool Watch(IReadOnlyList<Rise> rises, DateTimeOffset now)
    {
        var before = Flapping?.Times ?? 0;
        Flapping = FlapWatch.Of(incident.Past, rises, settings, now);
        return Flapping?.Times > before;
    }

    public DateTimeOffset? HeldUntil(DateTimeOffset now) => FlapWatch.HeldUntil(Flapping, incident.Past, settings, now);

    /// <summary>What became of a plan; what is said of it last counts.</summary>
    public void Acted(RemediationPlan plan, Execution execution, DateTimeOffset at)
    {
        carriedOut.RemoveAll(one => one.Plan == plan.Id);
        if (execution.Receipts.Count > 0)
        {
            ActedAt = at;
        }

        if (execution.Result == ExecutionResult.Done && execution.Receipts.All(receipt => receipt.Result != ReceiptResult.Reverted))
        {
            var tried = plan.Tried(execution.Result.ToString());
            carriedOut.Add((plan.Id, new PastRemedy(tried.Cause, tried.Action, tried.Target, tried.Parameters, tried.Result)));
        }
    }
}
