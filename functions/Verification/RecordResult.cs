namespace Autocura.Verification;

/// <summary>What became of the writing. Not written is no reason to stop healing: the reason belongs on the timeline.</summary>
public sealed record RecordResult(bool Written, string Reason)
{
    public static RecordResult Complete { get; } = new(true, "");
}
