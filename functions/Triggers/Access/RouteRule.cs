namespace Autocura.Triggers.Access;

/// <summary>What one function asks of its callers.</summary>
/// <param name="Needs">The role; none: it is open to anybody.</param>
internal sealed record RouteRule(Roles Needs)
{
    /// <summary>The proof that a request brings by itself.</summary>
    public ProofKind Proof { get; init; }

    /// <summary>Whether calls change something by a person's word, and so are recorded. Alerts are not among them: each is kept in the intake that it starts.</summary>
    public bool IsAudited { get; init; }

    /// <summary>Probes ask it, and it costs next to nothing: it has no rate, lest a flood of requests has a pod restarted that is well.</summary>
    public bool IsProbed { get; init; }

    /// <summary>Which rate counts.</summary>
    public Traffic Traffic => IsAudited ? Traffic.Orders : Needs == Roles.Sender ? Traffic.Alerts : Traffic.Reads;

    /// <summary>The function bounds what it reads by itself: alerts may be many, and what is too large is set aside there, as a refusal would bring it back for ever; so may the rows of a prediction.</summary>
    public bool TakesMuch { get; init; }

    /// <summary>The largest body; null where the function has its own limit. Slack sends the whole message along with a press.</summary>
    public int? MostBytes => TakesMuch ? null : Proof == ProofKind.Slack ? 1024 * 1024 : 64 * 1024;
}

/// <summary>How a request proves itself that shows no key.</summary>
internal enum ProofKind
{
    None,

    /// <summary>It has the token of a signed approval link in its address.</summary>
    Link,

    /// <summary>Slack has signed it.</summary>
    Slack,
}
