namespace Autocura.Ledger.Audit;

/// <summary>What is to be recorded of a call that changes something.</summary>
/// <param name="Stage">One of <see cref="AuditStage"/>.</param>
/// <param name="Request">The call's id; both of its records have it, and so has the log.</param>
/// <param name="Function">What was called.</param>
public sealed record AuditEntry(string Stage, string Request, string Function)
{
    /// <summary>The name that was verified; empty where nobody's is.</summary>
    public string Who { get; init; } = "";

    public string Roles { get; init; } = "";

    /// <summary>How they are known: key, entra, link, slack; open where no roles are in use.</summary>
    public string Way { get; init; } = "";

    /// <summary>The incident it is about; empty when it is about none.</summary>
    public string Target { get; init; } = "";

    /// <summary>What was said, in the caller's words, without secrets.</summary>
    public string Said { get; init; } = "";

    /// <summary>The answer's HTTP status; zero before there is one.</summary>
    public int Status { get; init; }
}

/// <summary>A call is recorded twice: before it is carried out, and with its answer.</summary>
public static class AuditStage
{
    /// <summary>It is about to be carried out. Without an answer behind it nobody knows whether it was.</summary>
    public const string Asked = "asked";

    public const string Answered = "answered";
}
