namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>
/// Makes a story of a seed. Sub-orchestrations begin with an activity, send events only to their parent and share chosen ids only with siblings, so
/// that nothing depends on which of two instances the engine runs first: a story has one outcome, and the model can tell it.
/// </summary>
internal sealed class StoryGenerator
{
    private const int DeepestStep = 3;
    private const int DeepestChild = 2;
    private const int MostSteps = 14;
    private static readonly string[] Names = ["x", "y", "Z"];

    private readonly Random random;
    private readonly List<int> chosen = [];
    private readonly List<int> ofRoot = [];
    private int labels;
    private int waits;
    private int left;

    private StoryGenerator(Random random) => this.random = random;

    /// <summary>The story of a seed and a variation, of which the next is taken when this one leaves something open.</summary>
    public static Story Of(int seed, int variation)
    {
        // CA5394: chance that must be repeatable, not secret
#pragma warning disable CA5394
        var generator = new StoryGenerator(new Random(HashCode(seed, variation)));
#pragma warning restore CA5394
        generator.left = generator.Below(MostSteps) + 2;
        var program = generator.Body(depth: 0, child: 0);
        return new Story(seed, program, generator.Script());
    }

    private static int HashCode(int seed, int variation) => unchecked((seed * 7919) + (variation * 104_729));

#pragma warning disable CA5394 // as above
    private int Below(int most) => random.Next(most);
#pragma warning restore CA5394

    private bool Chance(int percent) => Below(100) < percent;

    private string Event() => Chance(20) ? Names[Below(3)].ToUpperInvariant() : Names[Below(3)];

    /// <summary>A span whose fraction of a second no other wait of the program has.</summary>
    private int Span() => (1000 * Below(8)) + (7 * ++waits);

    private Step.Sequence Body(int depth, int child)
    {
        var steps = new List<Step>();
        if (child > 0) steps.Add(Call());
        for (var count = 1 + Below(4); count > 0 && left > 0; count--) steps.Add(Any(depth, child));
        if (Chance(child == 0 ? 25 : 10)) steps.Add(new Step.Again(Chance(70)));
        return new Step.Sequence(steps);
    }

    private Step Any(int depth, int child)
    {
        left--;
        var kind = Below(depth < DeepestStep ? 100 : 60);
        return kind switch
        {
            < 20 => Call(),
            < 25 => new Step.Timer(Span()),
            < 33 => new Step.Wait(Event(), null),
            < 42 => new Step.Wait(Event(), Span()),
            < 46 => new Step.Look(),
            < 49 => new Step.Status(++labels),
            < 53 => new Step.Send(child > 0 ? Receiver.Parent : Chance(60) ? Receiver.Self : Receiver.Nobody, Event(), ++labels),
            < 56 => new Step.FanOut(++labels, 2 + Below(4)),
            < 60 => new Step.Throw(++labels),
            < 68 => new Step.WhenAll(Branches(depth, child)),
            < 82 => new Step.WhenAny(Branches(depth, child), Chance(70)),
            < 90 => new Step.Guard(Several(depth, child), Several(depth, child)),
            _ => child < DeepestChild ? Child(depth, child) : Call(),
        };
    }

    private Step.Sequence Several(int depth, int child) => new([.. Enumerable.Range(0, 1 + Below(2)).Select(_ => Any(depth + 1, child))]);

    private List<Step> Branches(int depth, int child) => [.. Enumerable.Range(0, 2 + Below(2)).Select(_ => Chance(50) ? Several(depth, child) : Any(depth + 1, child))];

    private Step.Call Call() => new(++labels, 1 + Below(4), Chance(60) ? 0 : 1 + Below(3), Chance(50) ? Retry() : null);

    private Step.Child Child(int depth, int child)
    {
        var label = ++labels;
        int? id = !Chance(55) ? null : child == 0 && ofRoot.Count > 0 && Chance(50) ? ofRoot[Below(ofRoot.Count)] : label;
        if (id is { } known) chosen.Add(known);
        if (id is { } direct && child == 0) ofRoot.Add(direct);
        return new Step.Child(label, Body(depth + 1, child + 1), id, Chance(40) ? Retry() : null);
    }

    private Retry Retry()
    {
        if (Chance(40)) return new Retry.ByHandler(1 + Below(3), Chance(50) ? Span() : null);
        var first = Span();
        var coefficient = Below(3) switch { 0 => 1, 1 => 2, _ => 1.5 };
        return new Retry.ByPolicy(1 + Below(4), first, coefficient, Chance(70) ? 60_000 : first + 500, Chance(70) ? null : first + 2000, Chance(25));
    }

    private List<OutsideStep> Script()
    {
        var seconds = Enumerable.Range(1, 14).Where(_ => Chance(35));
        return [.. seconds.Select(Happening)];
    }

    private OutsideStep Happening(int second)
    {
        var kind = Below(100) switch
        {
            < 70 => OutsideKind.Raise,
            < 79 => OutsideKind.Suspend,
            < 92 => OutsideKind.Resume,
            < 94 => OutsideKind.Terminate,
            < 96 => OutsideKind.TerminateAll,
            _ => OutsideKind.Restart,
        };
        var toChild = chosen.Count > 0 && kind != OutsideKind.Restart && Chance(35);
        return new OutsideStep(second, kind) { Event = kind == OutsideKind.Raise ? Event() : "", Child = toChild ? chosen[Below(chosen.Count)] : 0 };
    }
}
