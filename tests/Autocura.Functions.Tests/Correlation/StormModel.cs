using Autocura.Correlation;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Correlation;

/// <summary>
/// Incidents that take their steps in any order, each step as indivisible as a turn or an activity is: publish, look, decide, act. Any of them can be stopped
/// for a while between two steps, or terminated. Chance comes from a seed.
/// </summary>
internal sealed class StormModel
{
    private readonly Random chance;
    private readonly Dictionary<string, RootLook> ended = [];

    /// <param name="seed">Of all chance.</param>
    /// <param name="oneCause">All share one object, whoever acts heals them all, and nobody is held up for longer than that takes.</param>
    public StormModel(int seed, bool oneCause = false)
    {
        chance = new Random(seed);
        HealsAll = oneCause;
        var count = chance.Next(2, 13);
        Actors = [.. Enumerable.Range(0, count).Select(number => new StormActor(this, $"w{number:00}", oneCause ? OneCause() : RandomTies(number, count)))];
    }

    public bool HealsAll { get; }

    public List<StormActor> Actors { get; }

    public DateTimeOffset Now { get; private set; } = SomeStanding.Onset.AddMinutes(2);

    public CorrelationSettings Settings { get; } = new() { Grace = TimeSpan.Zero };

    public IReadOnlyList<Standing> Open => [.. Actors.Where(actor => actor.Shown is not null).Select(actor => actor.Shown!)];

    public List<string> Broken { get; } = [];

    /// <summary>How many went to the end of their way. False when somebody waits for ever.</summary>
    public bool Run(bool withDeaths)
    {
        for (var step = 0; step < 20_000; step++)
        {
            var alive = Actors.Where(actor => !actor.IsOver).ToList();
            if (alive.Count == 0)
            {
                return true;
            }

            Now += TimeSpan.FromSeconds(chance.NextDouble());
            var ready = alive.Where(actor => actor.HeldUpUntil <= Now).ToList();
            if (ready.Count > 0)
            {
                Move(ready[chance.Next(ready.Count)], withDeaths);
            }
        }

        return false;
    }

    public RootLook Look(string instance) => Actors.Find(actor => actor.Id == instance && !actor.IsOver) is { } open
        ? new RootLook(RootLife.Open, "") { Standing = open.Shown ?? SomeStanding.Undecided(open.Name) }
        : ended.GetValueOrDefault(instance) ?? new RootLook(RootLife.Gone, "gone");

    /// <summary>Somebody has acted and healed: who looks now finds nothing wrong.</summary>
    public bool IsHealed => ended.Values.Any(look => look.Outcome == OutcomeKind.Healed);

    public void End(StormActor actor, OutcomeKind? kind) => ended[actor.Id] = kind is null
        ? new RootLook(RootLife.Gone, "terminated")
        : new RootLook(RootLife.Ended, "over") { Standing = actor.Shown, Outcome = kind };

    /// <summary>No two of one trouble act at once; one that has waited as often as it may no longer asks, and is not counted.</summary>
    public void Acts(StormActor actor)
    {
        foreach (var other in Actors.Where(other => other != actor && other is { IsOver: false, IsFree: false, Shown.Kinship.Role: KinRole.Acting }))
        {
            if (!actor.IsFree && Relation.Between(actor.Shown!, other.Shown!, Settings.Window) is { } relation)
            {
                Broken.Add($"{actor.Name} and {other.Name} act at once: {relation}");
            }
        }
    }

    public bool Chance(double probability) => chance.NextDouble() < probability;

    private void Move(StormActor actor, bool withDeaths)
    {
        if (withDeaths && Chance(0.01))
        {
            actor.Terminate();
        }
        else if (!HealsAll && Chance(0.03))
        {
            actor.HeldUpUntil = Now + TimeSpan.FromSeconds(chance.Next(1, 120));
        }
        else
        {
            actor.Step();
        }
    }

    private Ties OneCause() => SomeStanding.Ties() with { Onset = SomeStanding.Onset.AddSeconds(chance.Next(60)), Culprit = "Node n1", CauseIsKnown = true, Closeness = 9 };

    private Ties RandomTies(int number, int count)
    {
        var ties = SomeStanding.Ties() with { Onset = SomeStanding.Onset.AddSeconds(chance.Next(60)), CauseIsKnown = Chance(0.5), Closeness = chance.Next(14), Depth = chance.Next(3) };
        if (Chance(0.15))
        {
            return SomeStanding.Own(ties) with { Depth = 0 };
        }

        var neighbour = chance.Next(count);
        return ties with
        {
            Nodes = Chance(0.4) ? [$"n{chance.Next(3)}"] : [],
            Culprit = Chance(0.3) ? $"ConfigMap shop/c{chance.Next(2)}" : "",
            Changed = Chance(0.2) ? [$"Secret shop/s{chance.Next(2)}"] : [],
            Below = Chance(0.4) && neighbour != number ? [SomeStanding.Workload($"w{neighbour:00}").Digest(10)] : [],
            Origin = Chance(0.2) && neighbour != number ? SomeStanding.Workload($"w{neighbour:00}") : null,
        };
    }
}
