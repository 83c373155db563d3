namespace Autocura.Support.Yardstick;

/// <summary>How a case is looked at.</summary>
internal enum View
{
    /// <summary>Alerts carry the names that their rules give them.</summary>
    Named,

    /// <summary>All alerts have one name, and no text.</summary>
    Hidden,

    /// <summary>As <see cref="Hidden"/>, without any source of metrics.</summary>
    NoMetrics,
}
