using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>Arguments that come out of a request: route values by the parameter's name, and the body as JSON.</summary>
internal static class HttpArguments
{
    public static ArgumentSource? For(ParameterInfo parameter, HashSet<string> routeNames)
    {
        if (parameter.IsDefined(typeof(FromBodyAttribute))) return context => BodyAsync(context, parameter.ParameterType);
        if (!routeNames.Contains(parameter.Name!.ToLowerInvariant())) return null;
        var converter = TypeDescriptor.GetConverter(parameter.ParameterType);
        return converter.CanConvertFrom(typeof(string)) ? context => new(RouteValue(context, parameter, converter)) : null;
    }

    private static object? RouteValue(EmbeddedFunctionContext context, ParameterInfo parameter, TypeConverter converter)
    {
        if (context.Invocation.Http!.Request.RouteValues[parameter.Name!] is not { } value)
            return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        try
        {
            return converter.ConvertFromInvariantString(value.ToString()!);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new BadHttpRequestException($"'{value}' is not a value for '{parameter.Name}' ({parameter.ParameterType.Name}).", error);
        }
    }

    private static async ValueTask<object?> BodyAsync(EmbeddedFunctionContext context, Type type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Invocation.Http!.Request.Body, type, DurableJson.Options, context.CancellationToken);
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException($"The body is not JSON of the expected shape: {error.Message}", error);
        }
    }
}
