namespace Autocura.Signals.Training;

/// <summary>FNV-1a (Fowler, Noll and Vo 1991): the same for a text on every host and in every version, which the platform's hash codes are not.</summary>
public static class StableHash
{
    public static ulong Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Aggregate(14_695_981_039_346_656_037UL, (hash, letter) => unchecked((hash ^ letter) * 1_099_511_628_211UL));
    }
}
