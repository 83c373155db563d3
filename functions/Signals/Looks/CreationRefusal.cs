namespace Autocura.Signals.Looks;

/// <summary>An object that could not be created or updated, as an Event tells it: by whom it was wanted, why not, and when that was last tried.</summary>
public sealed record CreationRefusal(Subject Wanted, string Message, DateTimeOffset FirstAt, DateTimeOffset LastAt);
