{{/* Parts of pods. */}}

{{/* `dict "root" $ "account" NAME`. */}}
{{- define "slams.podSecurity" -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- toYaml .root.Values.podSecurityContext | nindent 2 }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Secrets of Kafka as environment variables: `dict "root" $ "secret" (name of the chart's own)`. */}}
{{- define "slams.kafkaEnv" -}}
{{- $sasl := .root.Values.kafka.sasl -}}
{{- if $sasl.enabled -}}
{{- if and $sasl.existingSecret $sasl.usernameKey }}
- name: Log__Settings__sasl.username
  valueFrom: { secretKeyRef: { name: {{ $sasl.existingSecret }}, key: {{ $sasl.usernameKey }} } }
{{- end }}
- name: Log__Settings__sasl.password
  valueFrom: { secretKeyRef: { name: {{ $sasl.existingSecret | default .secret }}, key: {{ empty $sasl.existingSecret | ternary "password" $sasl.passwordKey }} } }
{{- end -}}
{{- end -}}

{{- define "slams.kafkaMounts" -}}
{{- $tls := .Values.kafka.tls -}}
{{- if and $tls.enabled $tls.caSecret }}
- { name: kafka-ca, mountPath: /etc/slams/kafka-ca, readOnly: true }
{{- end }}
{{- if and $tls.enabled $tls.clientSecret }}
- { name: kafka-client, mountPath: /etc/slams/kafka-client, readOnly: true }
{{- end }}
{{- end -}}

{{- define "slams.kafkaVolumes" -}}
{{- $tls := .Values.kafka.tls -}}
{{- if and $tls.enabled $tls.caSecret }}
- name: kafka-ca
  secret:
    secretName: {{ $tls.caSecret }}
    items: [{ key: {{ $tls.caKey }}, path: ca.crt }]
{{- end }}
{{- if and $tls.enabled $tls.clientSecret }}
- name: kafka-client
  secret:
    secretName: {{ $tls.clientSecret }}
    defaultMode: 0440
    items: [{ key: {{ $tls.clientCertificateKey }}, path: tls.crt }, { key: {{ $tls.clientKeyKey }}, path: tls.key }]
{{- end }}
{{- end -}}

{{/* Init container that brings the model: nothing where it is in the image or a volume. */}}
{{- define "slams.modelInit" -}}
{{- $model := .Values.model -}}
{{- if has $model.source (list "image" "objectStorage") }}
- name: model
  {{- if eq $model.source "image" }}
  image: {{ printf "%s:%s" (required "model.image.repository is needed with model.source image" $model.image.repository) ($model.image.tag | default .Chart.AppVersion) }}
  command: [cp, -RL, {{ printf "%s/." (trimSuffix "/" $model.image.path) | quote }}, /model]
  {{- else }}
  image: {{ $model.objectStorage.image }}
  args: [copy, {{ printf "model:%s" (required "model.objectStorage.path is needed with model.source objectStorage" $model.objectStorage.path) | quote }}, /model]
  env:
    - { name: HOME, value: /tmp }
    {{- range $key, $value := $model.objectStorage.remote }}
    - { name: {{ printf "RCLONE_CONFIG_MODEL_%s" (upper $key) }}, value: {{ $value | quote }} }
    {{- end }}
  {{- with $model.objectStorage.existingSecret }}
  envFrom:
    - secretRef: { name: {{ . }} }
  {{- end }}
  {{- end }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  securityContext:
    {{- toYaml .Values.containerSecurityContext | nindent 4 }}
  resources:
    {{- toYaml $model.initResources | nindent 4 }}
  volumeMounts:
    - { name: model, mountPath: /model }
    - { name: tmp, mountPath: /tmp }
{{- end }}
{{- end -}}

{{- define "slams.modelMount" -}}
{{- if ne .Values.model.source "bundled" }}
- name: model
  mountPath: /model
  readOnly: true
  {{- if and (eq .Values.model.source "volume") .Values.model.volume.subPath }}
  subPath: {{ .Values.model.volume.subPath }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "slams.modelVolume" -}}
{{- if eq .Values.model.source "volume" }}
- name: model
  persistentVolumeClaim: { claimName: {{ required "model.volume.existingClaim is needed with model.source volume" .Values.model.volume.existingClaim }}, readOnly: true }
{{- else if ne .Values.model.source "bundled" }}
- name: model
  emptyDir: { sizeLimit: {{ .Values.model.sizeLimit }} }
{{- end }}
{{- end -}}
