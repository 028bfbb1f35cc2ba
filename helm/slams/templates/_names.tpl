{{/* Names and labels. A worker is told by its key in the values: assimilator, stations, satellite, publisher. */}}

{{- define "slams.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough for the longest suffix within 63 characters. */}}
{{- define "slams.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "slams.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "slams.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Component of a worker: `dict "key" KEY`. */}}
{{- define "slams.component" -}}
{{- get (dict "assimilator" "assimilator" "stations" "ingest-stations" "satellite" "ingest-satellite" "publisher" "publisher") .key -}}
{{- end -}}

{{/* Name of a worker's objects: `dict "root" $ "key" KEY`. */}}
{{- define "slams.worker" -}}
{{- printf "%s-%s" (include "slams.fullname" .root) (include "slams.component" .) -}}
{{- end -}}

{{/* Keys of the workers that are switched on, with commas between. */}}
{{- define "slams.enabled" -}}
{{- $keys := list -}}
{{- range list "assimilator" "stations" "satellite" "publisher" -}}
{{- if (get $.Values .).enabled -}}{{- $keys = append $keys . -}}{{- end -}}
{{- end -}}
{{- join "," $keys -}}
{{- end -}}

{{/* What a selector matches: `dict "root" $ "component" NAME`. */}}
{{- define "slams.selector" -}}
app.kubernetes.io/name: {{ include "slams.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "slams.labels" -}}
{{ include "slams.selector" . }}
app.kubernetes.io/part-of: slams
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name (.root.Chart.Version | replace "+" "_") }}
{{- end -}}

{{- define "slams.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "slams.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{/* An image: `dict "root" $ "component" NAME "override" (dict repository tag)`. */}}
{{- define "slams.image" -}}
{{- $image := .root.Values.image -}}
{{- $own := .override | default dict -}}
{{- $name := $own.repository | default (printf "%s%s" $image.prefix .component) -}}
{{- if and $image.registry (not $own.repository) -}}{{- $name = printf "%s/%s" (trimSuffix "/" $image.registry) $name -}}{{- end -}}
{{- printf "%s:%s" $name ($own.tag | default $image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
