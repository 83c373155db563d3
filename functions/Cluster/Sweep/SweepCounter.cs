namespace Autocura.Cluster.Sweep;

/// <summary>What a sweep has asked for so far.</summary>
internal sealed class SweepCounter
{
    public int Requests { get; private set; }

    public int Objects { get; private set; }

    public void Count(int objects)
    {
        Requests++;
        Objects += objects;
    }
}
