{{/* Settings of the workers as environment variables: `Run: {Id: live}` becomes `Run__Id: "live"`. */}}

{{/* `dict "prefix" TEXT "value" VALUE`. Whole numbers must not become 1e+06. */}}
{{- define "slams.flatten" -}}
{{- $prefix := .prefix -}}
{{- if kindIs "map" .value -}}
{{- range $key, $value := .value -}}
{{- include "slams.flatten" (dict "prefix" (empty $prefix | ternary $key (printf "%s__%s" $prefix $key)) "value" $value) -}}
{{- end -}}
{{- else if kindIs "slice" .value -}}
{{- range $index, $value := .value -}}
{{- include "slams.flatten" (dict "prefix" (printf "%s__%d" $prefix $index) "value" $value) -}}
{{- end -}}
{{- else if and (kindIs "float64" .value) (eq (floor .value) .value) }}
{{ $prefix }}: {{ int64 .value | toString | quote }}
{{- else if not (kindIs "invalid" .value) }}
{{ $prefix }}: {{ .value | toString | quote }}
{{- end -}}
{{- end -}}

{{/* Client settings of Kafka without secrets, as YAML. What is given under kafka.settings wins. */}}
{{- define "slams.kafkaSettings" -}}
{{- $kafka := .Values.kafka -}}
{{- range $key, $value := $kafka.settings -}}
{{- if regexMatch "password|secret" $key -}}
{{- fail (printf "kafka.settings: %s belongs into a Secret: give kafka.sasl, or a variable Log__Settings__%s under extraEnv" $key $key) -}}
{{- else if has $key (list "bootstrap.servers" "group.id" "enable.idempotence" "acks" "enable.auto.commit" "enable.auto.offset.store" "auto.offset.reset" "isolation.level" "transactional.id" "enable.partition.eof") -}}
{{- fail (printf "kafka.settings: %s is decided by the workers and cannot be given" $key) -}}
{{- end -}}
{{- end -}}
{{- if eq (int64 .Values.topics.replicationFactor) 0 -}}{{- fail "topics.replicationFactor is -1, which leaves it to the broker, or at least 1" -}}{{- end -}}
{{- $settings := dict -}}
{{- if or $kafka.tls.enabled $kafka.sasl.enabled -}}
{{- $_ := set $settings "security.protocol" (printf "%s%s" ($kafka.sasl.enabled | ternary "sasl_" "") ($kafka.tls.enabled | ternary "ssl" "plaintext")) -}}
{{- end -}}
{{- if $kafka.tls.enabled -}}
{{- if $kafka.tls.caSecret -}}{{- $_ := set $settings "ssl.ca.location" "/etc/slams/kafka-ca/ca.crt" -}}{{- end -}}
{{- if $kafka.tls.clientSecret -}}
{{- $_ := set $settings "ssl.certificate.location" "/etc/slams/kafka-client/tls.crt" -}}
{{- $_ := set $settings "ssl.key.location" "/etc/slams/kafka-client/tls.key" -}}
{{- end -}}
{{- end -}}
{{- if $kafka.sasl.enabled -}}
{{- $_ := set $settings "sasl.mechanism" $kafka.sasl.mechanism -}}
{{- if $kafka.sasl.username -}}{{- $_ := set $settings "sasl.username" $kafka.sasl.username -}}{{- end -}}
{{- end -}}
{{- if ne .Values.topics.createdBy "workers" -}}{{- $_ := set $settings "slams.topic.creation" "auto" -}}{{- end -}}
{{- if ne (int64 .Values.topics.replicationFactor) -1 -}}{{- $_ := set $settings "slams.topic.replication.factor" .Values.topics.replicationFactor -}}{{- end -}}
{{- if ne (int64 .Values.topics.retentionMs) -1 -}}{{- $_ := set $settings "slams.topic.retention.ms" .Values.topics.retentionMs -}}{{- end -}}
{{- toYaml (mergeOverwrite $settings $kafka.settings) -}}
{{- end -}}

{{/* What every worker and the job are told; `dict "root" $ "kafka" (further client settings)`. */}}
{{- define "slams.sharedSettings" -}}
{{- $root := .root -}}
{{- $settings := mergeOverwrite (fromYaml (include "slams.kafkaSettings" $root)) (.kafka | default dict) -}}
{{- include "slams.flatten" (dict "prefix" "Log" "value" (dict "Address" (printf "kafka:%s" $root.Values.kafka.bootstrapServers) "Settings" $settings)) -}}
{{- include "slams.flatten" (dict "prefix" "" "value" $root.Values.config) -}}
{{- end -}}

{{/* Folder of the model in the container. */}}
{{- define "slams.modelFolder" -}}
{{- eq .Values.model.source "bundled" | ternary "/app/model" "/model" -}}
{{- end -}}

{{/* Not empty where an ingest fetches files, of servers, as a broker tells or out of topics, and the values give it no spool: the chart does. `dict "root" $ "key" KEY`. */}}
{{- define "slams.ownSpool" -}}
{{- if has .key (list "stations" "satellite") -}}
{{- $poll := (get ((get .root.Values .key).config | default dict) (eq .key "stations" | ternary "Stations" "Satellite") | default dict).Poll | default dict -}}
{{- if and (or $poll.Http $poll.S3 $poll.Mqtt $poll.Topics) (not $poll.Spool) -}}true{{- end -}}
{{- end -}}
{{- end -}}

{{/* Settings of one worker: what the chart decides, over what the values say. `dict "root" $ "key" KEY`. */}}
{{- define "slams.workerSettings" -}}
{{- $root := .root -}}
{{- $config := deepCopy (get $root.Values .key).config -}}
{{- $url := printf "http://%s:8080" $root.Values.listenAddress -}}
{{- $prefix := $root.Values.config.Run.TopicPrefix | default "slams" -}}
{{- $model := include "slams.modelFolder" $root -}}
{{- if eq .key "publisher" -}}
{{- $_ := set $config "Publisher" (mergeOverwrite ($config.Publisher | default dict) (dict "Url" $url "OutputFolder" "/data/analyses" "ModelFolder" $model)) -}}
{{- else -}}
{{- $_ := set $config "Worker" (dict "Url" $url) -}}
{{- if eq .key "assimilator" -}}
{{- $own := merge ($config.Assimilator | default dict) (dict "ModelFolder" $model "Group" (printf "%s-assimilator" $prefix)) -}}
{{- $_ := set $config "Assimilator" $own -}}
{{- if $root.Values.assimilator.gpu.enabled -}}
{{- if eq (($config.Analysis | default dict).Provider | default "" | lower) "cpu" -}}
{{- fail "assimilator.gpu.enabled and assimilator.config.Analysis.Provider Cpu exclude each other: the device would be held and not used" -}}
{{- end -}}
{{- $_ := set $config "Analysis" (merge ($config.Analysis | default dict) (dict "Provider" "Cuda")) -}}
{{- end -}}
{{- else -}}
{{- $section := eq .key "stations" | ternary "Stations" "Satellite" -}}
{{- $own := merge (get $config $section | default dict) (dict "ModelFolder" $model "Paths" (list "/input")) -}}
{{- if include "slams.ownSpool" . -}}
{{- $own = mergeOverwrite $own (dict "Poll" (dict "Spool" "/spool")) -}}
{{- end -}}
{{- $_ := set $config $section $own -}}
{{- end -}}
{{- end -}}
{{- $_ := set $config "Metrics" (dict "Url" (printf "http://%s:9464" $root.Values.listenAddress)) -}}
{{- include "slams.flatten" (dict "prefix" "" "value" $config) -}}
{{- end -}}
