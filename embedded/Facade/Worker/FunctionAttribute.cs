namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declares a method to be a function. The name is how hosts, keys, settings and durable histories know it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
