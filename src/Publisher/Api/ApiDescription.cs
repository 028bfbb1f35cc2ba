using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Slams.Publisher.Edr.Documents;

namespace Slams.Publisher.Api;

/// <summary>The OpenAPI 3.0 document of API and data retrieval.</summary>
internal static class ApiDescription
{
    /// <summary>Where it is served; <c>v1</c> is the one document there is.</summary>
    public const string Route = "/openapi/{documentName}.json";

    private const string Name = "v1";

    // What any read may answer beside success.
    private static readonly (int Status, string Description)[] Errors =
    [
        (StatusCodes.Status400BadRequest, "The request makes no sense; the detail says what is expected."),
        (StatusCodes.Status404NotFound, "There is no such thing, or nothing has been published yet."),
        (StatusCodes.Status410Gone, "The cycle is older than what is kept, or its file has been removed."),
        (StatusCodes.Status429TooManyRequests, "Too many requests; Retry-After says when to come back."),
    ];

    public static void AddTo(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, EdrJson.Default);
            // Numbers are never written as text, and the document must not say so.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
            // HEAD answers as GET does, without the content.
            options.ShouldInclude = description => description.HttpMethod != HttpMethods.Head && description.RelativePath is { } path
                && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("edr", StringComparison.Ordinal));
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "SLAMS",
                    Version = Name,
                    Description = "Ensemble analyses of the atmosphere: cycles, fields, stations, events, and OGC API - Environmental Data "
                        + "Retrieval 1.1. Errors are problem documents (RFC 9457). What belongs to a cycle has an ETag that changes with it.",
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(AddErrorsAsync);
        });
    }

    private static async Task AddErrorsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        var schema = await context.GetOrCreateSchemaAsync(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), null, cancellationToken);
        foreach (var (status, description) in Errors)
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new() { Schema = schema },
                },
            });
        }
    }
}
