namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>The state that a row's own instance is in when the request is made.</summary>
public enum Given
{
    Nobody,
    Pending,
    Waiting,
    Suspended,
    Done,
    Failed,
    Terminated,
}

/// <summary>
/// One request to the management API and what must come of it. In texts, {id} is the row's own instance, {now} the time of the clock and
/// {root} the address of the API.
/// </summary>
internal sealed record ManagementRow(Given Given, string Request, int Status)
{
    /// <summary>Where the state of the instance is not enough to tell a row from others.</summary>
    public string Why { get; init; } = "";

    public string? Body { get; init; }

    public string? ContentType { get; init; } = "application/json";

    public string? Token { get; init; }

    /// <summary>The JSON of the answer, or "" for none; null when another row says it.</summary>
    public string? Answer { get; init; }

    /// <summary>The address in the answer, "*" for any; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>The seconds in the answer; null for none.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long the request waits for: the clock is moved by it once it does.</summary>
    public int? WaitsSeconds { get; init; }

    /// <summary>Members of the instance's status afterwards.</summary>
    public string? Then { get; init; }

    public string Method => Request.Split(' ')[0];

    public string Path => Request.Split(' ')[1];

    /// <summary>What the row is called in the list of tests.</summary>
    public override string ToString() => $"{Given}: {Request} -> {Status}{(Why.Length > 0 ? $" ({Why})" : "")}";
}
