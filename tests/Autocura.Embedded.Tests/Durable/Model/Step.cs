namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>
/// One step of a random orchestration. It yields text about what the code saw, or fails, or is cancelled. Labels are unique in a program, and so
/// is the fraction of a second of each wait, so that two timers of one program rarely meet.
/// </summary>
internal abstract record Step
{
    /// <summary>Steps inside this one.</summary>
    public virtual IReadOnlyList<Step> Parts() => [];

    /// <summary>The same step around other parts.</summary>
    public virtual Step With(IReadOnlyList<Step> parts) => this;

    /// <summary>This step and all inside it, those of sub-orchestrations included.</summary>
    public IEnumerable<Step> All() => Parts().SelectMany(part => part.All()).Prepend(this);

    internal sealed record Sequence(IReadOnlyList<Step> Steps) : Step
    {
        public override IReadOnlyList<Step> Parts() => Steps;

        public override Step With(IReadOnlyList<Step> parts) => new Sequence(parts);
    }

    /// <summary>An activity that takes so many seconds and fails the first times it ends.</summary>
    internal sealed record Call(int Label, int Seconds, int FailFirst, Retry? Retry) : Step;

    /// <summary>Several activities at once.</summary>
    internal sealed record FanOut(int Label, int Count) : Step;

    /// <summary>A sub-orchestration, with an id of its own or with a chosen one, which another may have too.</summary>
    internal sealed record Child(int Label, Step Body, int? ChosenId, Retry? Retry) : Step
    {
        public override IReadOnlyList<Step> Parts() => [Body];

        public override Step With(IReadOnlyList<Step> parts) => this with { Body = parts[0] };
    }

    internal sealed record Timer(int Milliseconds) : Step;

    /// <summary>Waits for an event, for ever or for a while.</summary>
    internal sealed record Wait(string Event, int? Milliseconds) : Step;

    internal sealed record WhenAll(IReadOnlyList<Step> Branches) : Step
    {
        public override IReadOnlyList<Step> Parts() => Branches;

        public override Step With(IReadOnlyList<Step> parts) => new WhenAll(parts);
    }

    internal sealed record WhenAny(IReadOnlyList<Step> Branches, bool CancelLosers) : Step
    {
        public override IReadOnlyList<Step> Parts() => Branches;

        public override Step With(IReadOnlyList<Step> parts) => this with { Branches = parts };
    }

    /// <summary>Try and catch; a cancellation is not caught.</summary>
    internal sealed record Guard(Step Body, Step Rescue) : Step
    {
        public override IReadOnlyList<Step> Parts() => [Body, Rescue];

        public override Step With(IReadOnlyList<Step> parts) => new Guard(parts[0], parts[1]);
    }

    internal sealed record Status(int Label) : Step;

    internal sealed record Send(Receiver To, string Event, int Label) : Step;

    /// <summary>Looks at what the context says: time, name, parent, input, a new id.</summary>
    internal sealed record Look : Step;

    internal sealed record Throw(int Label) : Step;

    /// <summary>Asks to start over, a few times.</summary>
    internal sealed record Again(bool KeepEvents) : Step;
}

/// <summary>How a call is repeated.</summary>
internal abstract record Retry(int Attempts)
{
    internal sealed record ByPolicy(int Attempts, int FirstMilliseconds, double Coefficient, int MostMilliseconds, int? TimeoutMilliseconds, bool OnlyTimeouts) : Retry(Attempts);

    /// <summary>Orchestrator code decides, after a pause of its own or at once.</summary>
    internal sealed record ByHandler(int Attempts, int? PauseMilliseconds) : Retry(Attempts);
}

internal enum Receiver
{
    Self,
    Parent,
    Nobody,
}
