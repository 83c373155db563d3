namespace Autocura.KnownGood.Capture;

/// <summary>What one run of the capture did.</summary>
internal sealed class CaptureCounts
{
    private const int MostTold = 5;

    private readonly List<string> refusals = [];

    public int Objects { get; set; }

    public int Written { get; set; }

    public int Deleted { get; set; }

    /// <summary>Objects that changed, and are not kept before their change has proven harmless for a while.</summary>
    public int Waiting { get; set; }

    /// <summary>Objects beyond the bounds.</summary>
    public int WithoutRoom { get; set; }

    public IReadOnlyList<string> Refusals => refusals;

    public void Refuse(string why)
    {
        if (refusals.Count < MostTold)
        {
            refusals.Add(why);
        }
    }
}
