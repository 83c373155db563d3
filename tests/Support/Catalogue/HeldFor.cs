namespace Autocura.Support.Catalogue;

/// <summary>Tells whether something has been true for a span without a break.</summary>
internal sealed class HeldFor(TimeSpan span)
{
    private DateTimeOffset? since;

    public bool Is(bool holds, DateTimeOffset now)
    {
        since = holds ? since ?? now : null;
        return now - since >= span;
    }
}
