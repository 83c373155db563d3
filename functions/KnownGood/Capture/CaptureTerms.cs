namespace Autocura.KnownGood.Capture;

/// <summary>What holds for one run of the capture.</summary>
internal sealed record CaptureTerms(KnownGoodOptions Options, string OwnNamespace, DateTimeOffset Now, Func<bool> IsOutOfTime)
{
    /// <summary>Writes of one run: what a new, large cluster needs beyond them is written in the runs that follow.</summary>
    private const int MostWrites = 1_000;

    public bool MayWrite(CaptureCounts counts) => counts.Written < MostWrites && !IsOutOfTime();
}
