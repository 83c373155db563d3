namespace Autocura.Guardrails;

/// <summary>How much time people have left to decide. It stands still while changes may not be made anyway.</summary>
public sealed record ApprovalClock
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    private TimeSpan Left { get; init; }

    /// <summary>Since when it runs; null while it stands still.</summary>
    private DateTimeOffset? RunsSince { get; init; }

    /// <summary>When something is to be seen to: the time is up, or a window closes or opens.</summary>
    public DateTimeOffset NextLook { get; private init; }

    public static ApprovalClock Start(TimeSpan patience, PlanVerdict asked, DateTimeOffset now) => new ApprovalClock { Left = patience, RunsSince = now }.After(asked, now);

    public bool IsOver(DateTimeOffset now) => LeftAt(now) <= TimeSpan.Zero;

    /// <summary>Runs on while the plan could be carried out once approved, and stands still while it would have to wait.</summary>
    public ApprovalClock After(PlanVerdict verdict, DateTimeOffset now)
    {
        var left = LeftAt(now);
        var stands = verdict.Kind is VerdictKind.Wait or VerdictKind.Denied;
        var end = stands ? now + LookAgainAfter : now + left;
        return this with
        {
            Left = left,
            RunsSince = stands ? null : now,
            NextLook = verdict.ChangesAt is { } changes && changes > now && (stands || changes < end) ? changes : end,
        };
    }

    private TimeSpan LeftAt(DateTimeOffset now) => RunsSince is { } since ? Left - (now - since) : Left;
}
