using System.Diagnostics.CodeAnalysis;

namespace Autocura.Guardrails.Facts;

/// <summary>
/// One thing that a review has to know: what was read, or why it could not be. A guardrail that needs a fact which was not read denies, by <see cref="Denies"/>.
/// </summary>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Fact<Budget>.Unread(why) reads as what it is, and the type cannot be inferred.")]
public sealed record Fact<T>
    where T : class
{
    private Fact(T? value, string gap, bool mayComeRight)
    {
        Value = value;
        Gap = gap;
        MayComeRight = mayComeRight;
    }

    /// <summary>Null when it could not be read.</summary>
    public T? Value { get; }

    /// <summary>Why it could not be read; empty when it was.</summary>
    public string Gap { get; }

    /// <summary>True when reading it again soon may succeed: the server was silent or overloaded, and did not refuse.</summary>
    public bool MayComeRight { get; }

#pragma warning disable CA1000 // Of and Unread name the type of the fact where nothing could infer it, as ImmutableArray's Empty does
    /// <summary>A fact that was read.</summary>
    public static Fact<T> Of(T value) => new(value, "", mayComeRight: false);

    /// <summary>A fact that could not be read.</summary>
    public static Fact<T> Unread(string why, bool mayComeRight = false) => new(null, why, mayComeRight);
#pragma warning restore CA1000

    /// <summary>The fact when it was read; else the verdict that stands in for the answer it would have allowed.</summary>
    public bool Denies(PlanUnderReview review, string guardrail, string what, [NotNullWhen(false)] out T? value, [NotNullWhen(true)] out Verdict? verdict)
    {
        value = Value;
        verdict = value is null
            ? new Verdict(VerdictKind.Denied, guardrail, $"{what} could not be read ({Gap}), so nobody can say that the plan is safe.")
            {
                ChangesAt = MayComeRight ? review.Now + Verdict.ReadAgainAfter : null,
            }
            : null;
        return value is null;
    }
}
