namespace Autocura.Signals.Looks;

/// <summary>A pod that could not be created, as an Event tells it: by whom it was wanted, why not, and when that was last tried.</summary>
public sealed record CreationRefusal(Subject Wanted, string Message, DateTimeOffset FirstAt, DateTimeOffset LastAt);
