using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Converters
{
    /// <summary>Says that a parameter's value is converted from incoming data in a particular way.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class InputConverterAttribute : Attribute
    {
        internal InputConverterAttribute()
        {
        }
    }
}

namespace Microsoft.Azure.Functions.Worker.Http
{
    /// <summary>Binds a parameter of an HTTP function to the JSON body of the request.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class FromBodyAttribute : InputConverterAttribute;
}
