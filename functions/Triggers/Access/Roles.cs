namespace Autocura.Triggers.Access;

/// <summary>What a caller may do. A caller may have several; none brings another along, save that whoever operates or approves may also look.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Reads everything and changes nothing.</summary>
    Viewer = 1,

    /// <summary>Stops, goes on, takes back, begins anew, leaves alone.</summary>
    Operator = 2,

    /// <summary>Decides on plans.</summary>
    Approver = 4,

    /// <summary>Hands alerts in, and can do nothing else: for monitoring systems.</summary>
    Sender = 8,
}
