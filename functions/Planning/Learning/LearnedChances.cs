namespace Autocura.Planning.Learning;

/// <summary>What is known of remedies for one workload at one moment. Learning never holds a plan up: where it cannot be read, the rules' own chances stand and the estimates say so.</summary>
/// <param name="Record">How remedies went in the workload's cluster.</param>
/// <param name="Class">The workload's class.</param>
/// <param name="Now">What cases are faded to.</param>
public sealed record LearnedChances(TrackRecord Record, string Class, DateTimeOffset Now)
{
    /// <summary>Nothing was learned.</summary>
    public static readonly LearnedChances None = new(TrackRecord.Empty, "Deployment", DateTimeOffset.UnixEpoch);

    /// <summary>Why the record could not be read; empty when it was.</summary>
    public string Gap { get; init; } = "";

    public SuccessEstimate Of(string cause, string action, double prior)
    {
        var estimate = Record.Estimate(new RemedyKey(cause, action, Class), prior, Now);
        return Gap.Length > 0 ? estimate with { Unread = Gap } : estimate;
    }
}
