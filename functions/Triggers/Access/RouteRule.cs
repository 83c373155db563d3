namespace Autocura.Triggers.Access;

/// <summary>What one function asks of its callers.</summary>
/// <param name="Needs">The role; none: it is open to anybody.</param>
internal sealed record RouteRule(Roles Needs)
{
    /// <summary>The proof that a request brings by itself.</summary>
    public ProofKind Proof { get; init; }

    /// <summary>Whether calls change something by a person's word, and so are recorded. Alerts are not among them: each is kept in the intake that it starts.</summary>
    public bool IsAudited { get; init; }

    /// <summary>The largest body of what is recorded. Slack sends the whole message along with a press.</summary>
    public int MostBytes => Proof == ProofKind.Slack ? 1024 * 1024 : 64 * 1024;
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
