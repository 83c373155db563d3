namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Marks a parameter that the host fills from, or sends to, something outside the function.</summary>
public abstract class BindingAttribute : Attribute
{
    private protected BindingAttribute()
    {
    }
}

/// <summary>Marks the parameter whose arrival starts the function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
    private protected TriggerBindingAttribute()
    {
    }
}

/// <summary>Marks a parameter that the host looks up for a function already started.</summary>
public abstract class InputBindingAttribute : BindingAttribute
{
    private protected InputBindingAttribute()
    {
    }
}
